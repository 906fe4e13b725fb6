import { describe, expect, it } from "vitest";
import { secondsOf } from "../../../../specs/functions/execution-row.ts";
import { pairs, partingOf } from "../../../../specs/steps/comparison/compared-runs.ts";
import { differences, isSame } from "../../../../specs/steps/comparison/differences.ts";
import {
  comparisonOf,
  type WholeExecution,
} from "../../../../specs/steps/comparison/execution-comparison.ts";
import { taskRunsOf } from "../../../../specs/steps/execution/task-runs.ts";
import { revisionsDiff } from "../../../../specs/steps/flow/revision-diff.ts";

const run = (taskId: string, current: string, more: object = {}) => ({
  id: `${taskId}-run`,
  taskId,
  state: { current },
  ...more,
});
const parting = (execution: readonly object[], base: readonly object[]) =>
  partingOf(pairs(taskRunsOf(execution), taskRunsOf(base)));

describe("what differs between values", () => {
  it("is told by name, whatever the order of keys", () => {
    expect(isSame({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(differences({ a: 1, b: 2, c: null }, { a: 1, b: "2" })).toEqual([
      { name: "b", execution: 2, base: "2" },
      { name: "c", execution: null },
    ]);
  });

  it("is nothing that is encrypted, which is not shown either", () => {
    const secret = (value: string) => ({ type: "io.kestra.datatype:aes_encrypted", value });
    expect(isSame({ key: secret("canary1") }, { key: secret("canary2") })).toBe(true);
    expect(differences({ key: secret("canary") }, {})).toEqual([{ name: "key", execution: "(encrypted)" }]);
  });

  it("is shown as far as it has room", () => {
    const [long] = differences({ text: "x".repeat(1000) }, {});
    expect(long?.execution).toBe(`"${"x".repeat(299)}… (1002 characters)`);
  });
});

describe("where two executions part", () => {
  it("is the first task with another state, also where one was not run", () => {
    expect(
      parting([run("a", "SUCCESS"), run("b", "FAILED")], [run("a", "SUCCESS"), run("b", "SUCCESS")]),
    ).toEqual({
      taskId: "b",
      why: "FAILED, in the base SUCCESS",
    });
    expect(parting([run("a", "SUCCESS")], [run("a", "SUCCESS"), run("b", "SUCCESS")])).toEqual({
      taskId: "b",
      why: "not run, in the base SUCCESS",
    });
  });

  it("is the task itself, not the one that holds it", () => {
    const list = (state: string) => [
      run("outer", state),
      run("inner", state, { parentTaskRunId: "outer-run" }),
    ];
    expect(parting(list("FAILED"), list("SUCCESS"))).toMatchObject({ taskId: "inner" });
  });

  it("is told apart by the value of a loop, and by order where that is the same", () => {
    const each = (value: string, state: string) => run("each", state, { id: `each-${value}`, value });
    const loop = (last: string) => [each("x", "SUCCESS"), each("y", last)];
    expect(parting(loop("FAILED"), loop("SUCCESS"))).toMatchObject({ taskId: "each", value: "y" });
    const twice = (last: string) => [run("a", "SUCCESS"), run("a", last, { id: "second" })];
    expect(parting(twice("KILLED"), twice("SUCCESS"))).toMatchObject({ why: "KILLED, in the base SUCCESS" });
  });

  it("is where outputs differ, where all states are the same; else nowhere", () => {
    const made = (value: string) => [run("a", "SUCCESS", { outputs: { value } })];
    expect(parting(made("x"), made("y"))).toEqual({ taskId: "a", why: "the outputs differ" });
    expect(parting(made("x"), made("x"))).toBeUndefined();
  });
});

describe("the comparison of two executions", () => {
  const execution = (id: string, more: Partial<WholeExecution> = {}): WholeExecution => ({
    id,
    namespace: "company.team",
    flowId: "hello",
    flowRevision: 1,
    state: { current: "SUCCESS", startDate: "2026-05-01T10:00:00Z", duration: "PT1.5S" },
    ...more,
  });

  it("says so where nothing differs", () => {
    const compared = comparisonOf(execution("a"), execution("b"), undefined);
    expect(compared).toMatchObject({
      execution: { id: "a", durationSeconds: 1.5, flowRevision: 1 },
      message: "No task and no output differs. The execution is SUCCESS, the base SUCCESS.",
      inputs: [],
      labels: [],
      outputs: [],
      revision: { same: true },
      notes: [],
    });
    expect(compared).not.toHaveProperty("partsAt");
  });

  it("names the inputs, leaves out the label that is never the same, and tells of other flows", () => {
    const label = (value: string) => [
      { key: "system.correlationId", value },
      { key: "env", value },
    ];
    const compared = comparisonOf(
      execution("a", { inputs: { x: 1 }, labels: label("a"), flowId: "other" }),
      execution("b", { inputs: { x: 2 }, labels: label("b") }),
      undefined,
    );
    expect(compared.labels).toEqual([{ name: "env", execution: "a", base: "b" }]);
    expect(compared.message).toContain("They are of different flows. 1 input differs (x).");
    expect(compared.revision).toEqual({ same: false });
  });

  it("shows the tasks that differ first where there are many, and says so", () => {
    const list = (last: string) =>
      Array.from({ length: 60 }, (_, i) => run(`t${i}`, i === 59 ? last : "SUCCESS"));
    const { tasks, notes } = comparisonOf(
      execution("a", { taskRunList: list("FAILED") }),
      execution("b", { taskRunList: list("SUCCESS") }),
      undefined,
    );
    expect(tasks).toHaveLength(50);
    expect(tasks[0]).toMatchObject({ taskId: "t59" });
    expect(notes).toEqual(["Of 60 tasks 50 are shown, those that differ first."]);
  });

  it("tells how long a task took once it has ended", () => {
    const dates = { startDate: "2026-05-01T10:00:00Z", endDate: "2026-05-01T10:00:02.5Z" };
    const [ended] = taskRunsOf([{ ...run("a", "SUCCESS"), state: { current: "SUCCESS", ...dates } }]);
    expect(secondsOf(ended)).toBe(2.5);
    expect(secondsOf(taskRunsOf([run("a", "RUNNING")])[0])).toBeUndefined();
  });

  it("says that a revision is gone", async () => {
    expect(await revisionsDiff([{ revision: 2, source: "a: b" }], 1, 2)).toEqual({
      equal: false,
      message: "Revisions 1 and 2 cannot be compared: Kestra does not have both any more.",
    });
  });
});
