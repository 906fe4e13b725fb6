import { describe, expect, it } from "vitest";
import { callTool } from "../../../runtime/call/call.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import { answerOf } from "../support/answers.ts";
import { callerOn } from "../support/caller.ts";
import { readExamples } from "../support/examples.ts";

/** What Kestra refuses in a label without naming it, drops without a word, or stores as what nobody looks for. */
const wrong: readonly (readonly [object, string])[] = [
  [{ "a b": "c" }, 'The key "a b" holds white space'],
  [{ "a:b": "c" }, 'The key "a:b" holds a colon'],
  [{ "": "c" }, "A label needs a key"],
  [{ x: "" }, 'The label "x" has no value'],
  [{ x: null }, 'The label "x" has no value'],
  [{ x: { y: 1 } }, 'The value of the label "x" must be a text, a number, true or false, not an object'],
  [{ x: ["y"] }, 'The value of the label "x" must be a text, a number, true or false, not a list'],
];

const labelled = readExamples().filter(({ tool }) => Object.hasOwn(tool.inputSchema.properties, "labels"));

describe("labels are checked alike by every tool that takes them", () => {
  it("which there are several of", () => {
    expect(new Set(labelled.map(({ tool }) => tool.name)).size).toBeGreaterThan(2);
  });

  for (const { tool, line, ask, call, sends } of labelled) {
    it.each(wrong)(`${tool.name} on ${line}: ${ask} %j`, async (labels, reason) => {
      const plans: RequestPlan[] = [];
      const caller = callerOn(line, (plan) => {
        plans.push(plan);
        return Promise.resolve(answerOf(sends[plans.length - 1]?.answer ?? {}));
      });
      const { isError, content } = await callTool(tool, { ...call, labels }, caller);
      expect(isError).toBe(true);
      expect(content[0]?.text).toContain(reason);
      const changed = plans.filter(({ method, path }) => method !== "GET" && !/validate$/.test(String(path)));
      expect(
        changed.map(({ method, path }) => `${method} ${String(path)}`),
        "A wrong label must be refused before anything is sent.",
      ).toEqual([]);
    });
  }
});
