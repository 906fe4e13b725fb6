import { describe, expect, it } from "vitest";
import { tool } from "../../../specs/logs/get_execution_logs.ts";
import { ask } from "../fake-kestra.ts";

const line = (message: string, level = "INFO") => ({ executionId: "5xYz", level, message });
const log = [
  line("begin"),
  line("Reading rows"),
  line("trace", "TRACE"),
  line("503 from rows", "ERROR"),
  line("end"),
];
const of = (more: object) => ({ execution_id: "5xYz", ...more });

describe("the end of a log", () => {
  it.each([
    ["1.3", "filters[level][EQUALS]"],
    ["2.0", "filters[level][GREATER_THAN_OR_EQUAL_TO]"],
  ])("is searched on %s, however long ago it was, and says how long the log is", async (release, level) => {
    const { output, requests, queries } = await ask(
      tool,
      of({ tail: 2 }),
      [{ results: [line("end"), line("503 from rows", "ERROR")], total: 40 }],
      release,
    );
    expect(requests).toEqual(["GET /logs/search"]);
    expect(queries).toEqual([
      {
        "filters[executionId][EQUALS]": "5xYz",
        [level]: "DEBUG",
        "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": "1970-01-01T00:00:00Z",
        size: "2",
        sort: "timestamp:desc",
      },
    ]);
    expect(output).toMatchObject({
      results: [{ message: "end" }, { message: "503 from rows" }],
      total: 40,
      truncated: "These are the last 2 of 40 lines, the newest first.",
    });
  });

  it("is all of it where it is no longer", async () => {
    const { output } = await ask(tool, of({ tail: 9, min_level: "ERROR" }), [
      { results: [line("x", "ERROR")], total: 1 },
    ]);
    expect(output).toMatchObject({ results: [{ message: "x" }], total: 1 });
    expect(output.truncated).toBeUndefined();
  });

  it("is cut off the log of a task, which not every line searches", async () => {
    const { output, requests } = await ask(tool, of({ tail: 2, task_id: "load" }), [log]);
    expect(requests).toEqual(["GET /logs/5xYz"]);
    expect(output).toMatchObject({ results: [{ message: "end" }, { message: "503 from rows" }], total: 4 });
    expect(output.truncated).toMatch(
      /^These are the last 2 of 4 lines, the newest first\. Left out: 1 line at TRACE/,
    );
  });
});

describe("lines with a text", () => {
  it("are those that hold it in any case", async () => {
    const { output } = await ask(tool, of({ query: "ROWS" }), [log]);
    expect(output).toMatchObject({ results: [{ message: "Reading rows" }, { message: "503 from rows" }] });
    expect(output).not.toHaveProperty("total");
  });

  it("are counted before the end of them is cut off", async () => {
    const { output } = await ask(tool, of({ query: "rows", tail: 1 }), [log]);
    expect(output).toMatchObject({ results: [{ message: "503 from rows" }], total: 2 });
  });
});
