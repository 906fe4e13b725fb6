import { describe, expect, it } from "vitest";
import { tool } from "../../../specs/logs/get_execution_logs.ts";
import { tool as download } from "../../../specs/logs/download_execution_logs.ts";
import { tool as follow } from "../../../specs/logs/follow_execution_logs.ts";
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

describe("the end of a log as text", () => {
  const at = (message: string) => ({ ...line(message), timestamp: "2026-05-01T10:00:00Z" });

  it("is of the last lines, the oldest of them first, of an execution that there is", async () => {
    const { output, requests } = await ask(download, of({ tail: 2 }), [
      { state: { current: "FAILED" } },
      { results: [at("end"), at("x")], total: 40 },
    ]);
    expect(requests).toEqual(["GET /executions/5xYz", "GET /logs/search"]);
    expect(output).toEqual({
      result: "2026-05-01T10:00:00Z INFO x\n2026-05-01T10:00:00Z INFO end",
      truncated: "These are the last 2 of 40 lines, the oldest first.",
    });
    await expect(ask(download, of({ tail: 2 }), [{ status: 404 }])).rejects.toThrow("No such execution");
  });

  it("and what holds a text are cut off the lines of a task", async () => {
    const ended = { state: { current: "SUCCESS" } };
    const wish = of({ tail: 1, query: "ROWS", task_id: "load", min_level: "WARN" });
    const { output, queries } = await ask(follow, wish, [
      ended,
      [at("Reading rows"), at("503 from rows"), at("x")],
    ]);
    expect(queries.at(-1)).toEqual({ minLevel: "WARN", taskId: "load" });
    expect(output).toEqual({
      result: "2026-05-01T10:00:00Z INFO 503 from rows",
      truncated: "These are the last 1 of 2 lines, the oldest first.",
      state: "SUCCESS",
    });
  });

  it("without either is Kestra's own text, also of a task", async () => {
    const text = { status: 200, body: "2026-05-01T10:00:00Z INFO a line\n" };
    const { requests, queries } = await ask(
      follow,
      of({ task_id: "load" }),
      [{ state: { current: "SUCCESS" } }, text],
      "2.0",
    );
    expect(requests.at(-1)).toBe("GET /logs/5xYz/download");
    expect(queries.at(-1)).toEqual({ "filters[taskId][EQUALS]": "load" });
  });
});
