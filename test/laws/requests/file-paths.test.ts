import { describe, expect, it } from "vitest";
import { compareLines } from "../../../runtime/per-line.ts";
import { callTool } from "../../../runtime/call/call.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import { answerOf } from "../support/answers.ts";
import { callerOn } from "../support/caller.ts";
import { readExamples, type Example } from "../support/examples.ts";
import { positionsIn } from "../support/positions.ts";

/** Where Kestra takes the path of a namespace's file. */
const filesRoute = /\/namespaces\/[^/]+\/files(\/|$)/;
const parameters = ["path", "from", "to"] as const;

/** What a URI reads otherwise, or cannot hold. */
const odd = ["rep#1.txt", "rep?1.txt", "repor%74", "50%.txt", "[x].txt", "a{b}.txt", "a b.txt", "a+b.txt"];

/** What was sent where a call has another text in a place of it. */
async function sent(
  { tool, line, sends }: Example,
  call: Readonly<Record<string, unknown>>,
): Promise<RequestPlan[]> {
  const plans: RequestPlan[] = [];
  const caller = callerOn(line, (plan) => {
    plans.push(plan);
    return Promise.resolve(answerOf(sends[plans.length - 1]?.answer ?? {}));
  });
  await callTool(tool, call, caller);
  return plans;
}

/** The paths of files in requests, each with where it stands: which request, and which parameter. */
function pathsOf(plans: readonly RequestPlan[]) {
  return plans.flatMap((plan, i) =>
    parameters.flatMap((name) => {
      const value = filesRoute.test(String(plan.path)) ? plan.query?.[name] : undefined;
      return typeof value === "string" ? [{ place: `request ${i + 1}, ${name}`, name, value }] : [];
    }),
  );
}

/** True where this Kestra reads a URI, as its recordings show: everywhere up to 1.3, and in a move. */
const isUri = (line: string, name: string): boolean => name !== "path" || compareLines(line, "2.0") < 0;

/** The file that Kestra takes a path for. */
function fileOf(line: string, name: string, value: string): string {
  const path = `/${value.replace(/^\//, "")}`;
  return isUri(line, name) ? decodeURIComponent(new URL(`kestra://${path}`).pathname) : path;
}

describe("a path of a namespace's file means the file that was named, or nothing is sent", () => {
  const marker = "Zq9xZq9x";
  const examples = readExamples().filter((it) =>
    it.sends.some(({ request }) => filesRoute.test(request.split("?")[0] ?? "")),
  );
  for (const example of examples) {
    const { tool, line, ask } = example;
    it.each(positionsIn(example.call))(`${tool.name} on ${line}: ${ask} $name`, async ({ put }) => {
      const marked = pathsOf(await sent(example, put(marker))).filter(({ value }) => value.includes(marker));
      for (const text of odd) {
        const stored = compareLines(line, "2.0") < 0 ? text.replaceAll(" ", "+") : text;
        const paths = pathsOf(await sent(example, put(text)));
        for (const { place, name, value } of paths.filter((it) =>
          marked.some((one) => one.place === it.place),
        )) {
          if (isUri(line, name)) expect(value, place).not.toMatch(/%(?![0-9A-F]{2})|[#?[\]{} ]/);
          expect(fileOf(line, name, value), place).toBe(`/${stored}`);
        }
      }
    });
  }

  it("looks at every tool for files", () => {
    expect(new Set(examples.map(({ tool }) => tool.name)).size).toBeGreaterThan(1);
    expect(examples.length).toBeGreaterThan(20);
  });
});
