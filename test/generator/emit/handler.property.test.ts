import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toldText } from "../../../generator/emit/told.ts";
import type { OperationModel } from "../../../generator/model.ts";
import { isMade } from "../../../generator/resolve/made.ts";
import { anyUuid, plan } from "../../../generator/resolve/plan.ts";
import type { Json } from "../../../runtime/json.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import { isChoice, type Operation, type ToolDefinition } from "../../../runtime/tool/definition.ts";
import { valueFor } from "./arbitrary-schema.ts";
import { caseNames, folder, modelOf, operationsOf } from "./models.ts";

/* The golden handlers, run: they make the requests that their models tell. */

async function exported(name: string): Promise<readonly unknown[]> {
  return Object.values(
    (await import(join(folder, name, "expected.ts"))) as Readonly<Record<string, unknown>>,
  );
}

async function operation(name: string, action: string | undefined): Promise<Operation<unknown, unknown>> {
  const [first] = await exported(name);
  const tool = (
    typeof first === "function" ? (first as (steps: object) => unknown)({}) : first
  ) as ToolDefinition;
  const { behaviour } = tool;
  const chosen = isChoice(behaviour) ? behaviour.actions[action ?? ""] : behaviour;
  return chosen as Operation<unknown, unknown>;
}

/** What is sent of a plan, or what the agent is told instead. */
function sent(make: () => RequestPlan): Json {
  try {
    const { query = {}, headers = {}, path, ...rest } = make();
    const texts = {
      query: flatten(query, (list) => list),
      headers: flatten(headers, (list) => list.join(",")),
    };
    return JSON.parse(JSON.stringify({ ...rest, ...texts, path: String(path) })) as Json;
  } catch (error) {
    return (error as Error).message;
  }
}

function flatten(values: object, ofList: (list: readonly unknown[]) => unknown): object {
  const entries = Object.entries(values).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value) ? ofList(value.map(flat)) : flat(value),
  ]);
  return Object.fromEntries(entries) as object;
}

function flat(value: unknown): unknown {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}

/** Of the hostile names, the plan loses `__proto__`; they have a test of their own. */
const cases = await Promise.all(
  caseNames
    .filter((name) => name !== "hostile")
    .map(async (name) =>
      operationsOf(await modelOf(name))
        // What functions make the plan does not know.
        .filter((it) => !isMade(it.model))
        .map((it) => ({ name, action: it.name, model: it.model })),
    ),
);

describe("a printed handler", { timeout: 30_000 }, () => {
  it.each(cases.flat())("$name $action makes the request of its model", async ({ name, action, model }) => {
    const handler = await operation(name, action);
    let made = 0;
    fc.assert(
      fc.property(inputs(model), fc.constantFrom(...model.lines), (given, line) => {
        const input = handler.input().safeParse(given);
        if (!input.success) return;
        made++;
        const printed = sent(() => handler.request(input.data, { line, uuid: () => anyUuid }));
        expect(printed).toEqual(sent(() => plan(model, given, line)));
      }),
      { numRuns: 200 },
    );
    expect(made).toBeGreaterThan(0);
  });
});

function inputs(model: OperationModel): fc.Arbitrary<Readonly<Record<string, Json>>> {
  return valueFor(model.inputSchema).filter(
    (it): it is Readonly<Record<string, Json>> => typeof it === "object" && it !== null && !Array.isArray(it),
  );
}

describe("hostile texts", () => {
  it("come out of a printed handler exactly as they went in", async () => {
    const { hostileText } = (await import(join(folder, "hostile", "model.ts"))) as {
      readonly hostileText: string;
    };
    const model = await modelOf("hostile");
    const [told] = JSON.parse(toldText([model])) as readonly ToolDefinition[];
    expect(told?.title).toBe(hostileText);
    expect(told?.description).toBe(hostileText);
    expect(JSON.stringify(told?.inputSchema)).toBe(JSON.stringify(model.inputSchema));
    expect(JSON.stringify(told?.outputSchema)).toBe(JSON.stringify(model.outputSchema));
    const handler = await operation("hostile", undefined);
    const input = handler.input().safeParse(JSON.parse('{"a-b":"`$","__proto__":"mine"}')).data;
    const { query, path } = handler.request(input, { line: "2.0", uuid: () => anyUuid });
    expect(String(path)).toBe("/api/`${v1}`/%60%24/\\\u2028");
    expect(Object.entries(query ?? {})).toEqual([
      ["filters[q][EQUALS]", undefined],
      ["__proto__", "mine"],
      ["text", hostileText],
    ]);
    const read = handler.read as (answer: object, input: unknown) => object;
    expect(Object.entries(read({ status: 204, mediaType: "", text: "" }, input))).toEqual([
      ["__proto__", hostileText],
      ["a-b", `${hostileText}\`$${hostileText}`],
    ]);
    expect(handler.advice).toEqual({ 409: hostileText });
  });
});

describe("a printed reading", () => {
  it("projects rows within rows and first ones, leaves out what is absent, and keeps what is taken whole", async () => {
    const handler = await operation("rows", undefined);
    const read = handler.read as (answer: object, input: unknown) => object;
    const answer = (body: unknown) => ({
      status: 200,
      mediaType: "application/json",
      text: JSON.stringify(body),
    });
    const flow = { id: "f", meta: { owner: "me", since: 1 }, tasks: [{ id: "t" }] };
    expect(
      JSON.parse(JSON.stringify(read(answer({ id: "e", flow: { id: "f" }, taskRunList: null, x: 1 }), {}))),
    ).toEqual({
      id: "e",
      flow: { id: "f" },
      flow_facts: { id: "f" },
      first_run: {},
      kind: "execution",
    });
    const attempts = [null, { number: 1, logs: [{ message: "a", level: "INFO" }] }, { number: 2 }];
    const full = {
      id: "e",
      state: { current: "RUNNING", "at-end": { date: "d" } },
      flow,
      taskRunList: [{ id: "r", attempts, tags: ["x"] }],
      labels: [{ key: "k", value: "v" }],
      constructor: "c",
    };
    expect(read(answer(full), {})).toEqual({
      id: "e",
      state: "RUNNING",
      ended: "d",
      flow,
      made_by: "c",
      flow_facts: { id: "f", owner: "me" },
      task_runs: [
        {
          id: "r",
          attempts: [null, { number: 1, logs: ["a"] }, { number: 2, logs: undefined }],
          tags: ["x"],
        },
      ],
      labels: [{ key: "k", value: "v" }],
      label: "k",
      first_run: { id: "r", log: undefined },
      kind: "execution",
    });
    expect(() => read(answer({ id: "e" }), {})).toThrow("at flow");
    expect(() => read(answer({ id: "e", flow: { id: 1 } }), {})).toThrow("at flow.id");
  });
});
