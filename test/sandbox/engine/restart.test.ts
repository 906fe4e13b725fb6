import { describe, expect, it } from "vitest";
import { kill } from "../../../sandbox/engine/kill.ts";
import { changeStatus, changeTaskRun, replay, restart } from "../../../sandbox/engine/restart.ts";
import { harness, history, refused, runOf } from "./harness.ts";

const core = "io.kestra.plugin.core";
const sleeper = `
id: sleeper
tasks:
  - { id: wait, type: ${core}.flow.Sleep, duration: PT60S }
  - { id: after, type: ${core}.log.Log, message: after }
`;

describe("restart, replay and changes of state", () => {
  const failing = (second: string): string => `
id: failing
tasks:
  - { id: before, type: ${core}.log.Log, message: before }
  - { id: fail, type: ${second} }
  - { id: after, type: ${core}.log.Log, message: after }
errors:
  - { id: on_error, type: ${core}.log.Log, message: failed }
`;
  const fail = failing(`${core}.execution.Fail`);

  it("restarts in place from what failed", () => {
    const at = harness("1.3", fail);
    const execution = at.run("failing");
    at.pass(1000);
    const handled = runOf(execution, "on_error").id;
    restart(at.engine, execution);
    expect(execution.state.current).toBe("RESTARTED");
    expect(execution.taskRuns?.map(({ taskId }) => taskId)).toEqual(["before", "fail"]);
    at.pass(1000);
    expect(history(execution)).toBe("CREATED RUNNING FAILED RESTARTED RUNNING FAILED");
    expect(history(runOf(execution, "fail"))).toBe(
      "CREATED SUBMITTED RUNNING FAILED RESTARTED SUBMITTED RUNNING FAILED",
    );
    expect(runOf(execution, "fail").attempts).toHaveLength(2);
    expect(runOf(execution, "on_error").id).not.toBe(handled);
    expect(execution.labels).toContainEqual({ key: "system.restarted", value: "true" });
  });

  it("restarts with another revision as a new execution, and leaves the old one alone", () => {
    const at = harness("1.3", fail, failing(`${core}.log.Log, message: repaired`));
    const execution = at.run("failing");
    const first = at.engine.flows.find("company.team", "failing", 1);
    const old = first === undefined ? execution : at.run("failing");
    Object.assign(old, { flow: first, flowRevision: 1 });
    at.pass(1000);
    const before = history(old);
    const repaired = restart(at.engine, old, at.engine.flows.find("company.team", "failing", 2));
    at.pass(1000);
    expect(repaired.parentId).toBe(old.id);
    expect(repaired.state.current).toBe("SUCCESS");
    expect(runOf(repaired, "before").id).not.toBe(runOf(old, "before").id);
    expect(history(old)).toBe(before);
  });

  it("refuses to restart what did not fail", () => {
    const at = harness("1.3", sleeper);
    const execution = at.run("sleeper");
    at.pass(1000);
    expect(refused(() => restart(at.engine, execution))[0]).toBe(409);
    at.pass(61_000);
    expect(refused(() => restart(at.engine, execution))).toEqual([
      422,
      "Illegal argument: No task found to restart execution from!",
    ]);
  });

  it("replays from the start with other inputs, and from a task run", () => {
    const at = harness(
      "1.3",
      `
id: steps
tasks:
  - { id: first, type: ${core}.debug.Return, format: "{{ inputs.word }}" }
  - { id: second, type: ${core}.debug.Return, format: "{{ outputs.first.value }} {{ inputs.word }}" }
`,
    );
    const execution = at.run("steps", { inputs: { word: "a" } });
    at.pass(1000);
    const whole = replay(at.engine, execution, { inputs: { word: "b" } });
    expect(whole.taskRuns).toEqual([]);
    at.pass(1000);
    expect(runOf(whole, "second").outputs).toEqual({ value: "b b" });
    expect(whole).toMatchObject({ parentId: execution.id, originalId: execution.id, attemptNumber: 2 });
    expect(execution.labels).toContainEqual({ key: "system.replayed", value: "true" });
    // Up to 1.3 Kestra leaves the other inputs in the original, too.
    expect(execution.inputs).toEqual({ word: "b" });

    const partly = replay(at.engine, execution, {
      inputs: { word: "c" },
      taskRunId: runOf(execution, "second").id,
    });
    at.pass(1000);
    expect(runOf(partly, "second").outputs).toEqual({ value: "a c" });
    expect(history(partly)).toBe("CREATED RUNNING SUCCESS RESTARTED RUNNING SUCCESS");
    expect(refused(() => replay(at.engine, execution, { taskRunId: "nothing" }))[0]).toBe(422);
    const stopped = replay(at.engine, execution, { breakpoints: ["second"] });
    at.pass(1000);
    expect(history(stopped)).toBe("CREATED RUNNING BREAKPOINT");
  });

  it("changes how an execution or a task run ended", () => {
    const at = harness("1.3", fail);
    const execution = at.run("failing");
    at.pass(1000);
    changeStatus(at.engine, execution, "WARNING");
    expect(history(execution)).toBe("CREATED RUNNING FAILED WARNING");
    expect(
      refused(() => {
        changeStatus(at.engine, execution, "RUNNING");
      })[1],
    ).toContain("to a terminal state");

    changeTaskRun(at.engine, execution, runOf(execution, "fail").id, "SUCCESS");
    at.pass(1000);
    expect(execution.taskRuns?.map(({ taskId }) => taskId)).toEqual(["before", "fail", "after"]);
    expect(execution.state.current).toBe("SUCCESS");
  });

  it("changes a killed one on 1.0 only", () => {
    for (const line of ["1.0", "1.3", "2.0"] as const) {
      const at = harness(line, sleeper);
      const execution = at.run("sleeper");
      at.pass(1000);
      kill(at.engine, execution, true);
      at.pass(1000);
      const change = (): void => {
        changeStatus(at.engine, execution, "SUCCESS");
      };
      if (line === "1.0") {
        change();
        expect(history(execution)).toBe("CREATED RUNNING KILLING KILLED SUCCESS");
      } else {
        expect(refused(change)[0]).toBe(line === "1.3" ? 422 : 409);
      }
    }
  });
});
