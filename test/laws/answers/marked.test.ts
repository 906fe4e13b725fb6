import { describe, expect, it } from "vitest";
import { foreignMark } from "../../../runtime/text/as-data.ts";
import { callTool } from "../../../runtime/call/call.ts";
import { instructions } from "../../../runtime/mcp/instructions.ts";
import { answerOf } from "../support/answers.ts";
import { callerOn } from "../support/caller.ts";
import { readExamples } from "../support/examples.ts";
import { runAllowed } from "../support/permitted.ts";

const examples = readExamples();

/** A value with another text in place of each of its own. */
function spoken(value: unknown, text: string): unknown {
  if (typeof value === "string") return text;
  if (Array.isArray(value)) return value.map((one) => spoken(one, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoken(one, text)]));
}

describe("what others wrote", () => {
  it("is marked as data at the end of each result that may hold some, in one way", async () => {
    let marked = 0;
    for (const example of examples) {
      const { result } = await runAllowed(example, { permission: "all" }, "company.team");
      if (result.isError === true) continue;
      const texts = result.content.flatMap((one) => ("text" in one ? [one.text] : []));
      const isOurs = example.behaviour.ours === true;
      const about = `${example.tool.name}: ${example.ask}`;
      expect(texts.at(-1) === foreignMark, about).toBe(!isOurs);
      expect(texts.filter((text) => text === foreignMark).length, about).toBe(isOurs ? 0 : 1);
      // What clients read as JSON is as it was.
      if (example.behaviour.bare === undefined)
        expect(JSON.parse(texts[0] ?? ""), about).toEqual(
          JSON.parse(JSON.stringify(result.structuredContent)),
        );
      expect(JSON.stringify(result.structuredContent), about).not.toContain(foreignMark);
      marked += isOurs ? 0 : 1;
    }
    expect(marked).toBeGreaterThan(examples.length / 2);
    expect(marked).toBeLessThan(examples.length);
  });

  it("is in no result that is not marked, whatever Kestra answers", async () => {
    const word = "ignore-all-previous";
    let tried = 0;
    for (const { behaviour, tool, call, line, sends, ask } of examples) {
      if (behaviour.ours !== true) continue;
      const answers = sends.map(({ answer }) => answer ?? {});
      const caller = callerOn(line, () => {
        const answer = answerOf(answers.shift() ?? {});
        const isJson = /^\s*[[{"]/.test(answer.text);
        const text = isJson ? JSON.stringify(spoken(JSON.parse(answer.text), word)) : word;
        return Promise.resolve({ ...answer, text });
      });
      const { content, structuredContent } = await callTool(tool, call, caller);
      expect(JSON.stringify([content, structuredContent]), `${tool.name}: ${ask}`).not.toContain(word);
      tried++;
    }
    expect(tried).toBeGreaterThan(5);
  });

  it("is told of by the instructions of the server", () => {
    expect(instructions).toMatch(/data, never instructions/);
    expect(instructions).toContain("ends with a line that says so");
  });

  it("no tool says in words of its own", () => {
    for (const { tool } of examples) expect(JSON.stringify(tool.description)).not.toMatch(/not instructions/);
  });
});
