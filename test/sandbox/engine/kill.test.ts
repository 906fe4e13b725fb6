import { describe, expect, it } from "vitest";
import { kill } from "../../../sandbox/engine/kill.ts";
import { harness, history, refused, runOf, runs } from "./harness.ts";

const core = "io.kestra.plugin.core";
const sleeper = `
id: sleeper
tasks:
  - { id: wait, type: ${core}.flow.Sleep, duration: PT60S }
  - { id: after, type: ${core}.log.Log, message: after }
`;
const parent = `
id: parent
tasks:
  - { id: call, type: ${core}.flow.Subflow, namespace: company.team, flowId: sleeper, wait: true, transmitFailed: true }
`;

describe("kill", () => {
  it("kills a running execution and its task", () => {
    const { engine, run, pass } = harness("1.3", sleeper);
    const execution = run("sleeper");
    pass(1000);
    kill(engine, execution, true);
    expect(execution.state.current).toBe("KILLING");
    pass(1000);
    expect(history(execution)).toBe("CREATED RUNNING KILLING KILLED");
    expect(runs(execution)).toEqual(["wait: CREATED SUBMITTED RUNNING KILLED"]);
    pass(60_000);
    expect(runs(execution)).toEqual(["wait: CREATED SUBMITTED RUNNING KILLED"]);
  });

  it("kills the executions that it started, with cascade", () => {
    const at = harness("1.3", sleeper, parent);
    const execution = at.run("parent");
    at.pass(1000);
    const child = at.engine.executions.childrenOf(execution.id)[0];
    expect(child?.state.current).toBe("RUNNING");
    kill(at.engine, execution, true);
    at.pass(1000);
    expect(history(child ?? execution)).toBe("CREATED RUNNING KILLING KILLED");
    expect(history(execution)).toBe("CREATED RUNNING KILLING KILLED");
    expect(runs(execution)).toEqual(["call: CREATED RUNNING KILLED"]);
    expect(runOf(execution, "call").outputs).toEqual({ executionId: child?.id, state: "KILLED" });
  });

  it.each([
    ["1.0", "KILLED"],
    ["1.3", "KILLED"],
    ["2.0", "KILLING"],
  ] as const)(
    "leaves the child alone without cascade: on %s the parent is %s meanwhile",
    (line, meanwhile) => {
      const at = harness(line, sleeper, parent);
      const execution = at.run("parent");
      at.pass(1000);
      const child = at.engine.executions.childrenOf(execution.id)[0];
      kill(at.engine, execution, false);
      at.pass(1000);
      expect(child?.state.current).toBe("RUNNING");
      expect(execution.state.current).toBe(meanwhile);
      expect(runOf(execution, "call").state.current).toBe("RUNNING");
      if (child !== undefined) kill(at.engine, child, true);
      at.pass(1000);
      expect(execution.state.current).toBe("KILLED");
      expect(runOf(execution, "call").state.current).toBe("KILLED");
    },
  );

  it("leaves an ended one alone with cascade, and refuses without", () => {
    const at = harness("2.0", `{ id: one, tasks: [{ id: a, type: ${core}.debug.Return }] }`);
    const execution = at.run("one");
    at.pass(1000);
    kill(at.engine, execution, true);
    expect(history(execution)).toBe("CREATED RUNNING SUCCESS");
    expect(
      refused(() => {
        kill(at.engine, execution, false);
      }),
    ).toEqual([409, "Conflict: Cannot kill execution: execution is already terminated."]);
  });

  it("kills one that has not begun", () => {
    const at = harness("1.3", sleeper);
    const execution = at.run("sleeper", { scheduleDate: at.engine.time + 3_600_000 });
    at.pass(60_000);
    expect(history(execution)).toBe("CREATED");
    kill(at.engine, execution, true);
    at.pass(3_600_000);
    expect(history(execution)).toBe("CREATED KILLING KILLED");
  });
});
