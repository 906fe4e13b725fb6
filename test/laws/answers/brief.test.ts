import { describe, expect, it } from "vitest";
import { measuredAnswers } from "../../../bench/answers/answers.ts";
import { lines } from "../../../generated/releases.ts";

/** The aims are of 1.3, where Kestra's answers hold most; a list of 2.0 has no task runs, so that less of it can be left out. */
describe("answers to typical calls, on what a real Kestra sent", () => {
  it("take no more of it than they should", async () => {
    const answers = await measuredAnswers("1.3");
    expect(answers.length).toBeGreaterThanOrEqual(10);
    expect(
      answers.filter(({ raw, ours, most }) => ours > raw * most),
      "Tell less in it, or say once what is said in each row: `brief` of its spec.",
    ).toEqual([]);
  });

  it.each(lines)("on %s hold a hundred executions, flows and triggers, and none is cut", async (line) => {
    const answers = await measuredAnswers(line);
    const hundreds = answers.filter(({ what }) => what.startsWith("100"));
    expect(hundreds.length).toBeGreaterThanOrEqual(5);
    for (const { what, rows, truncated } of hundreds) {
      expect(rows, what).toEqual({ raw: 100, ours: 100 });
      expect(truncated, what).toBeUndefined();
    }
  });
});
