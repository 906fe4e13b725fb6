import { describe, expect, it } from "vitest";
import { taskRunsOf } from "../../../../specs/steps/execution/task-runs.ts";
import { KestraError } from "../../../../runtime/errors.ts";
import { say } from "../../../../runtime/text/said.ts";
import {
  failedRun,
  failureOf,
  failuresOf,
  type ErrorLine,
  type Failed,
} from "../../../../specs/steps/execution/failure.ts";
import { lines, readScenario, type Line } from "../../../sandbox/replay/recording.ts";

/** An execution of a recording, and its lines at ERROR, the newest first. */
function recorded(line: Line, scenario: string, execution: string, logs?: string): [Failed, ErrorLine[]] {
  const { exchanges } = readScenario(line, scenario);
  const body = (name: string) => exchanges.find((exchange) => exchange.name === name)?.response.body;
  const log = logs === undefined ? [] : (body(logs) as unknown as (ErrorLine & { level: string })[]);
  return [body(execution) as unknown as Failed, log.filter(({ level }) => level === "ERROR").toReversed()];
}

describe.each(lines)("an execution of %s", (line) => {
  it("failed by the task before its errors and finally blocks", () => {
    expect(
      failureOf(...recorded(line, "retries", "get errors_block", "logs of the errors block")),
    ).toMatchObject({
      taskId: "fail",
      attempt: 0,
      message: "no data",
    });
  });

  it("failed in its last attempt, with the line of that attempt", () => {
    const [execution, log] = recorded(line, "retries", "get retry_constant", "logs of the constant retry");
    const numbered = log.map((row) => ({
      ...row,
      message: `${row.message} of attempt ${row.attemptNumber}`,
    }));
    expect(failureOf(execution, numbered)).toMatchObject({
      taskId: "flaky",
      attempt: 2,
      message: "Task failure of attempt 2",
    });
  });

  it("failed by the task that its log names, and not its block", () => {
    expect(failureOf(...recorded(line, "logs", "get the execution", "logs"))).toMatchObject({
      taskId: "fail",
      attempt: 1,
      message: "broken on purpose",
    });
  });

  it("failed without a line: the state says what there is", () => {
    expect(failureOf(...recorded(line, "retries", "get unknown_subflow"))).toMatchObject({
      taskId: "call",
      message: "Task call ended FAILED and logged no error.",
    });
  });

  it("failed without a task, by a limit", () => {
    expect(
      failureOf(...recorded(line, "concurrency", "get the failed one", "logs of the failed one")),
    ).toEqual({ message: "Execution is FAILED due to concurrency limit exceeded" });
  });

  it("was cancelled without a task and without a line", () => {
    expect(failureOf(...recorded(line, "concurrency", "get the cancelled one"))).toEqual({
      message: "The execution went from CREATED to CANCELLED; no task run and no error line says why.",
    });
  });

  it("was killed while a task ran", () => {
    expect(failureOf(...recorded(line, "states", "get the killed one"))).toMatchObject({
      taskId: "wait",
      message: "Task wait ended KILLED and logged no error.",
    });
  });

  it("ended with a warning by what its block forgave", () => {
    expect(failureOf(...recorded(line, "structure", "get allow_failure_block"))).toMatchObject({
      taskId: "fail",
    });
    expect(failureOf(...recorded(line, "retries", "get allow_failure"))).toMatchObject({ taskId: "fail" });
  });

  it("was tried again by its flow", () => {
    expect(failureOf(...recorded(line, "retries", "get flow_retry"))).toMatchObject({ taskId: "fail" });
  });
});

it("is not told of an execution that did not fail", () => {
  expect(failureOf(...recorded("1.3", "executions", "get"))).toBeUndefined();
  expect(failureOf({ id: "a", state: { current: "RUNNING" } }, [{ message: "an error" }])).toBeUndefined();
});

const run = (id: string, state: string, more: object = {}, end = "2026-05-01T10:00:00Z") => ({
  id,
  taskId: id,
  state: { current: state, endDate: end },
  attempts: [{ state: { current: state } }],
  ...more,
});
const failed = (...taskRunList: object[]): Failed => ({ id: "x", state: { current: "FAILED" }, taskRunList });

describe("the task run that failed", () => {
  it("is the first of several, wherever it stands", () => {
    const later = run("handler", "FAILED", {}, "2026-05-01T10:00:09Z");
    expect(failureOf(failed(later, run("cause", "FAILED")), [])?.taskId).toBe("cause");
  });

  it("is not one below a block that was forgiven", () => {
    const inner = run("inner", "FAILED", { parentTaskRunId: "block" });
    const late = run("cause", "FAILED", {}, "2026-05-01T10:00:09Z");
    expect(failureOf(failed(run("block", "WARNING"), inner, late), [])?.taskId).toBe("cause");
  });

  it("is a block where nothing below it failed", () => {
    const inner = run("inner", "SUCCESS", { parentTaskRunId: "block" });
    expect(failureOf(failed(run("block", "FAILED"), inner), [])?.taskId).toBe("block");
  });

  it("names the execution that it started and that failed", () => {
    const call = run("call", "FAILED", { outputs: { executionId: "child1", state: "FAILED" } });
    expect(failureOf(failed(call), [])).toEqual({
      taskId: "call",
      taskRunId: "call",
      attempt: 0,
      childId: "child1",
      message: "Task call ended FAILED, as the execution child1 did that it started.",
    });
    const well = run("call", "FAILED", { outputs: { executionId: "child1", state: "SUCCESS" } });
    expect(failureOf(failed(well), [])).not.toHaveProperty("childId");
  });

  it("is not told by the lines of other runs", () => {
    expect(
      failureOf(failed(run("cause", "FAILED")), [{ taskRunId: "other", message: "noise" }])?.message,
    ).toBe("Task cause ended FAILED and logged no error.");
  });

  it("is inferred from the first that logged an error, where task runs are not known", () => {
    const row = { id: "x", state: { current: "FAILED" } };
    const told = failureOf(row, [
      { taskId: "handler", taskRunId: "h1", message: "cannot tell" },
      { taskId: "cause", taskRunId: "c1", attemptNumber: 1, message: "second" },
      { taskId: "cause", taskRunId: "c1", attemptNumber: 0, message: "first" },
    ]);
    expect(told).toEqual({
      taskId: "cause",
      taskRunId: "c1",
      attempt: 1,
      isInferred: true,
      message: "second",
    });
    expect(failureOf(row, [{ message: "Execution is FAILED" }])).toEqual({ message: "Execution is FAILED" });
  });

  it("tells no secret", () => {
    const told = failureOf(
      failed(run("cause", "FAILED")),
      [{ taskRunId: "cause", message: "token abc refused" }],
      (text) => text.replaceAll("abc", "***"),
    );
    expect(told?.message).toBe("token *** refused");
  });
});

describe("the failures of many", () => {
  const row = (id: string, taskRunList?: unknown): Failed => ({
    id,
    state: { current: "FAILED" },
    taskRunList,
  });
  const line = (executionId: string, taskRunId: string) => ({
    executionId,
    taskRunId,
    message: `no ${taskRunId}`,
  });

  function asking(results: (ids: string[]) => ErrorLine[]) {
    const asked: string[] = [];
    return {
      asked,
      lines: ({ execution_ids }: { execution_ids: string[] }) => {
        asked.push(`lines ${execution_ids.join()}`);
        return Promise.resolve({ results: results(execution_ids) });
      },
      execution: ({ execution_id }: { execution_id: string }) => {
        asked.push(`execution ${execution_id}`);
        return Promise.resolve({ taskRunList: [run(`${execution_id}1`, "FAILED")] });
      },
    };
  }

  it("take one request where rows have their task runs", async () => {
    const ask = asking(() => [line("a", "a1"), line("b", "b1")]);
    const rows = [row("a", [run("a1", "FAILED")]), row("b", [run("b1", "FAILED")])];
    const told = await failuresOf([...rows, { id: "c", state: { current: "SUCCESS" } }], ask, 10);
    expect([...told].map(([id, { message }]) => [id, message])).toEqual([
      ["a", "no a1"],
      ["b", "no b1"],
    ]);
    expect(ask.asked).toEqual(["lines a,b"]);
  });

  it("take one more for each row without them, and no more rows than asked for", async () => {
    const ask = asking(() => [line("a", "a1")]);
    const told = await failuresOf([row("a"), row("b"), row("c")], ask, 2);
    expect([...told.keys()]).toEqual(["a", "b"]);
    expect(ask.asked).toEqual(["lines a,b", "execution a", "execution b"]);
  });

  it("are asked for alone where the lines of others fill the page", async () => {
    const ask = asking((ids) =>
      ids.length > 1 ? Array.from({ length: 100 }, () => line("a", "a1")) : [line("b", "b1")],
    );
    const rows = [row("a", [run("a1", "FAILED")]), row("b", [run("b1", "FAILED")])];
    expect((await failuresOf(rows, ask, 10)).get("b")?.message).toBe("no b1");
    expect(ask.asked).toEqual(["lines a,b", "lines b"]);
  });

  it("take none where nothing failed", async () => {
    const ask = asking(() => []);
    expect(await failuresOf([{ id: "c", state: { current: "SUCCESS" } }], ask, 10)).toEqual(new Map());
    expect(ask.asked).toEqual([]);
  });

  it("stay with what the state says where Kestra refuses", async () => {
    const refuse = () => Promise.reject(new KestraError(say`no`, 403));
    const told = await failuresOf([row("a")], { lines: refuse, execution: refuse }, 10);
    expect(told.get("a")?.message).toBe(
      "The execution ended FAILED; no task run and no error line says why.",
    );
  });
});

describe("the task run that failed", () => {
  const run = (id: string, state: string, parentTaskRunId?: string) => ({
    id,
    taskId: `task ${id}`,
    state: { current: state },
    ...(parentTaskRunId === undefined ? {} : { parentTaskRunId }),
  });

  it.each([
    ["one that is its own parent", [run("a", "FAILED", "a")], undefined],
    ["those that are each other's", [run("a", "FAILED", "b"), run("b", "FAILED", "a")], undefined],
    ["one below those", [run("a", "RUNNING", "b"), run("b", "RUNNING", "a"), run("c", "FAILED", "b")], "c"],
    [
      "one that was forgiven far below",
      [run("a", "WARNING"), run("b", "FAILED", "a"), run("c", "FAILED", "b")],
      undefined,
    ],
  ])("is found of %s", (_, list, id) => {
    expect(failedRun(taskRunsOf(list), "FAILED")?.id).toBe(id);
  });

  it("is found however deep it lies", () => {
    const list = Array.from({ length: 20_000 }, (_, i) =>
      run(`${i}`, "FAILED", i === 0 ? undefined : `${i - 1}`),
    );
    expect(failedRun(taskRunsOf(list), "FAILED")?.id).toBe("19999");
  });
});
