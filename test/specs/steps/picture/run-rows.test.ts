import { describe, expect, it } from "vitest";
import { executionFact } from "../../../../specs/steps/diagnosis/facts/execution-fact.ts";
import { executionPicture } from "../../../../specs/steps/picture/execution-picture.ts";
import { runRows, type RunRow } from "../../../../specs/steps/picture/run-rows.ts";
import { shownRows } from "../../../../specs/steps/picture/shown-rows.ts";
import { lines, readScenario, type Line } from "../../../sandbox/replay/recording.ts";

const plain = { now: Date.parse("2026-11-20T22:00:00Z"), mask: (text: string) => text };

function bodyOf(line: Line, scenario: string, name: string): Readonly<Record<string, unknown>> {
  const found = readScenario(line, scenario).exchanges.find((it) => it.name === name);
  return found?.response.body as Readonly<Record<string, unknown>>;
}

function rowsOf(line: Line, name: string): readonly RunRow[] {
  const { runs, startDate } = executionFact(bodyOf(line, "structure", name));
  return runRows(runs, [], { from: startDate, now: plain.now });
}

const outline = (rows: readonly RunRow[]) =>
  rows.map(
    ({ task, depth = 0, value }) => `${" ".repeat(depth)}${task}${value === undefined ? "" : ` ${value}`}`,
  );

describe("the rows of a recorded execution", () => {
  it.each(["1.0", "1.3"] as const)("hold the rounds of nested loops one after the other, on %s", (line) => {
    expect(outline(rowsOf(line, "get for_each_nested"))).toEqual([
      "outer",
      " inner x",
      "  say 1",
      "  say 2",
      " inner y",
      "  say 1",
      "  say 2",
    ]);
  });

  it.each(lines)("hold what runs side by side, with times after the start, on %s", (line) => {
    const rows = rowsOf(line, "get parallel");
    expect(outline(rows).slice(0, 3)).toEqual(["both", " left", " right"]);
    for (const { at, seconds, waited, state, id } of rows) {
      expect(at).toBeGreaterThan(0);
      expect(seconds).toBeGreaterThanOrEqual(waited ?? 0);
      // Only what did not succeed is named by its id.
      expect([state, id]).toEqual(["SUCCESS", undefined]);
    }
  });

  it.each(lines)("name the execution of a subflow, on %s", (line) => {
    const execution = executionFact(bodyOf(line, "structure", "get caller"));
    const { results } = bodyOf(line, "structure", "child of caller") as {
      results: readonly { id: string }[];
    };
    const { taskRuns } = executionPicture(
      { execution, started: results.map(executionFact), lines: [] },
      plain,
    );
    expect(taskRuns[0]).toMatchObject({
      task: "call",
      flow: "company.team/called",
      executionId: results[0]?.id,
    });
  });

  it("hold the iterations of a loop of 2.0, which are executions by themselves", () => {
    const execution = executionFact(bodyOf("2.0", "structure", "get loop"));
    const { results } = bodyOf("2.0", "structure", "search the loop executions of loop") as {
      results: readonly unknown[];
    };
    const started = results.map(executionFact).toReversed();
    const { taskRuns } = executionPicture({ execution, started, lines: [] }, plain);
    expect(outline(taskRuns)).toEqual(["each", " each a", " each b"]);
    expect(taskRuns.slice(1).every(({ executionId, seconds }) => executionId !== undefined && seconds)).toBe(
      true,
    );
  });

  it.each(lines)("tell each attempt of what was tried again, on %s", (line) => {
    const names = readScenario(line, "retries").exchanges.map(({ name }) => name);
    const all = names.flatMap((name) =>
      executionFact(bodyOf(line, "retries", name)).runs.map((run) => ({ name, run })),
    );
    const tried = all.filter(({ run }) => run.attempts.length > 1);
    expect(tried.length).toBeGreaterThan(0);
    for (const { name, run } of tried) {
      const { runs, startDate } = executionFact(bodyOf(line, "retries", name));
      const row = runRows(runs, [], { from: startDate, now: plain.now }).find(
        ({ task }) => task === run.taskId,
      );
      expect(row?.attempts).toHaveLength(run.attempts.length);
    }
  });
});

describe("rows that are too many", () => {
  const row = (task: string, depth: number, state = "SUCCESS"): RunRow => ({ task, depth, state });

  it("are those that did not succeed, with what they are in, and the first ones", () => {
    const rows = [
      row("a", 0),
      row("loop", 0),
      ...Array.from({ length: 50 }, (_, index) => row(`r${index}`, 1, index === 40 ? "FAILED" : "SUCCESS")),
      row("z", 0, "RUNNING"),
    ];
    expect(shownRows(rows, 6).map(({ task }) => task)).toEqual(["a", "loop", "r0", "r1", "r40", "z"]);
    expect(shownRows(rows, 53)).toBe(rows);
  });

  it("hold none that is in one which is not there", () => {
    const rows = [row("a", 0), row("b", 1), row("c", 2, "FAILED")];
    expect(shownRows(rows, 2).map(({ task }) => task)).toEqual(["a", "b"]);
  });

  it("are no endless loop where task runs name one another as parents", () => {
    const run = (id: string, parentTaskRunId: string) => ({
      ...{ id, taskId: id, parentTaskRunId, state: "SUCCESS", histories: [], attempts: [] },
    });
    expect(runRows([run("a", "b"), run("b", "a")], [], { from: undefined, now: 0 })).toEqual([]);
  });
});
