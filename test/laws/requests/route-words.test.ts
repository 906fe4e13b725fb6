import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ZodType } from "zod";
import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { lines } from "../../../generated/releases.ts";
import { callTool } from "../../../runtime/call/call.ts";
import { preview } from "../../../runtime/call/preview.ts";
import { run } from "../../../runtime/call/run.ts";
import { behavioursOf } from "../../../runtime/catalog/narrow.ts";
import { InputError } from "../../../runtime/errors.ts";
import { choose } from "../../../runtime/tool/choose.ts";
import { isComposite, type AnyOperation } from "../../../runtime/tool/definition.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import { root } from "../../support/source.ts";
import { callerOn, noon } from "../support/caller.ts";

interface Route {
  readonly method: string;
  readonly path: string;
}

const routesOf = Object.fromEntries(
  lines.map((line) => {
    const text = readFileSync(join(root, `specs/contracts/kestra/${line}.json`), "utf8");
    return [line, (JSON.parse(text) as { readonly operations: readonly Route[] }).operations];
  }),
);

type Values = Readonly<Record<string, unknown>>;

/** Arguments that may be absent, without which a request is refused. */
const neededAnyway = ["file_content", "value"];

/** The required arguments of an operation, and each text of them its own mark, or a date. */
function marked({ input }: AnyOperation): Values {
  const schema = input() as ZodType;
  const { shape } = schema as unknown as { readonly shape: Readonly<Record<string, ZodType>> };
  const required = Object.keys(shape).filter(
    (name) => neededAnyway.includes(name) || shape[name]?.safeParse(undefined).success !== true,
  );
  const values: Record<string, unknown> = Object.fromEntries(
    required.map((name) => [name, /^start$|date$/i.test(name) ? "2026-05-01" : `zq-${name}`]),
  );
  for (const issue of schema.safeParse(values).error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (issue.code === "invalid_value") values[name] = issue.values[0];
    if (issue.code === "invalid_type") values[name] = fillings[issue.expected];
    // A path may be one.
    if (shape[name]?.safeParse(["a"]).success === true) values[name] = ["a"];
  }
  return schema.parse(values) as Values;
}

const fillings: Readonly<Record<string, unknown>> = {
  int: 1,
  number: 1,
  array: [],
  record: {},
  boolean: true,
};

const uuid = () => "0";

/** The routes of the same method that a request is sent to when arguments are words of theirs, and those arguments. */
function* traps(operation: AnyOperation, line: string) {
  const values = marked(operation);
  const { method, path } = operation.request(values, { line, uuid });
  const segments = String(path).split("/");
  for (const { method: other, path: route } of routesOf[line] ?? []) {
    const words = route.split("/");
    if (other !== method || words.length !== segments.length) continue;
    const given: Record<string, string> = {};
    const meets = segments.every((segment, i) => {
      const word = words[i] ?? "";
      const isMark = segment.startsWith("zq-");
      if (isMark && !word.startsWith("{")) given[segment.slice(3)] = word;
      return isMark || segment === word || (word.startsWith("{") && segment !== "{tenant}");
    });
    if (meets && Object.keys(given).length > 0) yield { route, values: { ...values, ...given }, given };
  }
}

const operations = catalog.flatMap((tool) =>
  behavioursOf(tool).flatMap((behaviour) =>
    isComposite(behaviour)
      ? Object.entries(behaviour.calls).map(([name, operation]) => ({
          name: `${tool.name}, ${name}`,
          operation,
        }))
      : [{ name: tool.name, operation: behaviour }],
  ),
);

describe.each(lines)("on %s", (line) => {
  const here = operations.filter(({ operation }) => operation.lines?.includes(line) ?? true);
  const trapped = here.flatMap(({ name, operation }) =>
    [...traps(operation, line)].map(({ route, values, given }) => ({
      name,
      operation,
      route,
      values,
      given,
    })),
  );

  it.each(trapped)("$name does not become $route", async ({ operation, values, given }) => {
    const context = await callerOn(line, () => Promise.reject(new Error("It was sent."))).prepare("known");
    for (const shape of [
      (word: string) => word,
      (word: string) => word.replace(/^./, hex),
      (word: string) => `${word};x`,
    ]) {
      const words = Object.fromEntries(Object.entries(given).map(([name, word]) => [name, shape(word)]));
      const called = run(operation, { ...values, ...words }, context);
      await expect(called).rejects.toThrow(InputError);
      await expect(called).rejects.toThrow(/of another route of Kestra's/);
      for (const name of Object.keys(given)) await expect(called).rejects.toThrow(name);
      await expect(preview(operation, { ...values, ...words }, context)).rejects.toThrow(InputError);
    }
  });

  it("nothing else is refused", async () => {
    for (const { operation } of here) {
      const sent: RequestPlan[] = [];
      const context = await callerOn(line, (plan) => {
        sent.push(plan);
        return Promise.resolve({ status: 418, mediaType: "", text: "" });
      }).prepare("known");
      await run(operation, marked(operation), context).catch(() => undefined);
      expect(sent).toHaveLength(1);
    }
  });

  it("there are such routes", () => {
    expect(trapped.length).toBeGreaterThan(40);
  });
});

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

describe("steps whose change would be another request", () => {
  const replay = { namespace: "5Yk9qPZHTJzxLFzCS6Yf6w", flow_id: "replay" };

  it.each([
    ["1.0", replay],
    ["1.3", replay],
    ["2.0", { namespace: "restart", flow_id: "by-query" }],
  ])("send nothing at all, on %s %j", async (line, values) => {
    const tool = catalog.find(({ name }) => name === "execute_flow");
    if (tool === undefined) throw new Error("There is no such tool.");
    const caller = callerOn(line, () => Promise.reject(new Error("It was sent.")));
    const result = await callTool(tool, values, caller);
    expect(result.isError).toBe(true);
    expect(result.content[0]?.text).toMatch(
      /^execute_flow: .*"(replay|by-query)" .* of another route of Kestra's/,
    );
    const { behaviour } = choose(tool, values);
    await expect(
      preview(behaviour, { ...values, wait: false }, await caller.prepare("known")),
    ).rejects.toThrow(InputError);
  });

  it("are carried out where no route of the line has the word", async () => {
    const tool = catalog.find(({ name }) => name === "execute_flow");
    const sent: string[] = [];
    const caller = callerOn("2.0", ({ path }) => {
      sent.push(String(path));
      return Promise.resolve({
        status: 200,
        mediaType: "application/json",
        text: `{"at":"${noon.toISOString()}"}`,
      });
    });
    if (tool !== undefined) await callTool(tool, replay, caller);
    expect(sent).toContain(`/api/v1/{tenant}/executions/${replay.namespace}/replay`);
  });
});
