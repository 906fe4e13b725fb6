import { describe, expect, it } from "vitest";
import { kill } from "../../../sandbox/engine/kill.ts";
import {
  forceRun,
  pause,
  resume,
  resumeFromBreakpoint,
  resumeInputs,
} from "../../../sandbox/engine/pause.ts";
import { Refusal } from "../../../sandbox/engine/refusal.ts";
import { changeStatus, changeTaskRun, replay, restart } from "../../../sandbox/engine/restart.ts";
import { harness, history, messages, runOf, runs } from "./harness.ts";

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

const refused = (act: () => void): readonly [number, string] => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return [error.status, error.message];
    throw error;
  }
  throw new Error("It was not refused");
};

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

describe("pause and resume", () => {
  const approval = (more: string): string => `
id: approval
tasks:
  - { id: hold, type: ${core}.flow.Pause${more} }
  - { id: after, type: ${core}.log.Log, message: "{{ outputs.hold.onResume.reason ?? 'none' }}" }
`;

  it("waits at a Pause task and goes on with what it is given", () => {
    const at = harness("1.3", approval(", onResume: [{ id: reason, type: STRING }]"));
    const execution = at.run("approval");
    at.pass(1000);
    expect(history(execution)).toBe("CREATED RUNNING PAUSED");
    expect(resumeInputs(execution).map(({ id }) => id)).toEqual(["reason"]);
    resume(at.engine, execution, { reason: "fine" });
    expect(execution.state.current).toBe("RESTARTED");
    at.pass(1000);
    expect(history(execution)).toBe("CREATED RUNNING PAUSED RESTARTED RUNNING SUCCESS");
    expect(history(runOf(execution, "hold"))).toBe("CREATED RUNNING PAUSED SUCCESS");
    expect(runOf(execution, "hold").outputs).toMatchObject({
      onResume: { reason: "fine" },
      resumed: { to: "SUCCESS" },
    });
    expect(messages(at, execution)).toEqual(["INFO fine"]);
    expect(execution.attemptNumber).toBe(2);
  });

  it.each([
    [", pauseDuration: PT2S, behavior: WARN", "WARNING"],
    [", delay: PT2S", "SUCCESS"],
    [", timeout: PT2S", "FAILED"],
  ])("ends by itself%s", (more, end) => {
    const at = harness("1.3", approval(more));
    const execution = at.run("approval");
    at.pass(1900);
    expect(execution.state.current).toBe("PAUSED");
    at.pass(1000);
    expect(history(execution)).toBe(`CREATED RUNNING PAUSED RESTARTED RUNNING ${end}`);
  });

  it("lets the running task end when paused from outside", () => {
    const at = harness("1.3", sleeper);
    const execution = at.run("sleeper");
    at.pass(1000);
    pause(at.engine, execution);
    at.pass(61_000);
    expect(execution.state.current).toBe("PAUSED");
    expect(runs(execution)).toEqual(["wait: CREATED SUBMITTED RUNNING SUCCESS"]);
    resume(at.engine, execution, {});
    at.pass(1000);
    expect(history(execution)).toBe("CREATED RUNNING PAUSED RUNNING SUCCESS");
  });

  it("refuses in the words of the line", () => {
    for (const [line, status, message] of [
      ["1.0", 422, "Illegal argument: The execution is not running"],
      ["2.0", 409, "Conflict: Cannot pause execution: execution is not running."],
    ] as const) {
      const at = harness(line, sleeper);
      const execution = at.run("sleeper");
      expect(
        refused(() => {
          pause(at.engine, execution);
        }),
      ).toEqual([status, message]);
    }
    const at = harness("1.3", sleeper);
    const execution = at.run("sleeper");
    expect(
      refused(() => {
        resume(at.engine, execution, {});
      }),
    ).toEqual([409, `Illegal state: Execution '${execution.id}' is not paused, can't resume it`]);
  });

  it("is killed while it waits", () => {
    const newer = harness("1.3", approval(""));
    const execution = newer.run("approval");
    newer.pass(1000);
    kill(newer.engine, execution, true);
    newer.pass(1000);
    expect(history(execution)).toBe("CREATED RUNNING PAUSED RESTARTED KILLING KILLED");
    expect(history(runOf(execution, "hold"))).toBe("CREATED RUNNING PAUSED KILLED");

    const older = harness("1.0", approval(""));
    const former = older.run("approval");
    older.pass(1000);
    kill(older.engine, former, true);
    older.pass(1000);
    expect(history(former)).toBe("CREATED RUNNING PAUSED RESTARTED RUNNING KILLED");
    expect(history(runOf(former, "after"))).toBe("CREATED KILLED");
  });

  it("is forced on, and stops at breakpoints", () => {
    const at = harness("1.3", approval(""));
    const paused = at.run("approval");
    at.pass(1000);
    forceRun(at.engine, paused);
    at.pass(1000);
    expect(paused.state.current).toBe("SUCCESS");
    expect(runOf(paused, "hold").outputs).not.toHaveProperty("onResume");

    const stopped = at.run("approval", { breakpoints: ["hold"] });
    at.pass(1000);
    expect(history(stopped)).toBe("CREATED RUNNING BREAKPOINT");
    resumeFromBreakpoint(at.engine, stopped);
    at.pass(1000);
    expect(history(stopped)).toBe("CREATED RUNNING BREAKPOINT RUNNING PAUSED");
    expect(stopped.breakpoints).toEqual([]);
  });
});

describe("subflows", () => {
  const child = `
id: child
inputs: [{ id: word, type: STRING, defaults: none }]
tasks:
  - { id: echo, type: ${core}.debug.Return, format: "{{ inputs.word }}!" }
  - { id: maybe, type: ${core}.execution.Fail, condition: "{{ inputs.word == 'bad' }}" }
outputs: [{ id: answer, type: STRING, value: "{{ outputs.echo.value }}" }]
`;
  const caller = (word: string, more = ""): string => `
id: caller
tasks:
  - { id: call, type: ${core}.flow.Subflow, namespace: company.team, flowId: child, inputs: { word: "${word}" }${more} }
  - { id: after, type: ${core}.log.Log, message: "{{ outputs.call.outputs.answer ?? 'none' }}" }
`;

  it("waits for the child, hands on its outputs and shares its correlation", () => {
    const at = harness("1.3", child, caller("{{ flow.id }}"));
    const execution = at.run("caller");
    at.pass(2000);
    const started = at.engine.executions.childrenOf(execution.id)[0];
    expect(started?.inputs).toEqual({ word: "caller" });
    expect(started?.labels).toContainEqual({ key: "system.correlationId", value: execution.id });
    expect(started?.trigger).toMatchObject({ id: "call", variables: { flowId: "caller", taskId: "call" } });
    expect(runOf(execution, "call").outputs).toEqual({
      executionId: started?.id,
      state: "SUCCESS",
      outputs: { answer: "caller!" },
    });
    expect(messages(at, execution).at(-1)).toBe("INFO caller!");
  });

  it("does not wait when told so", () => {
    const at = harness("1.3", child, caller("x", ", wait: false"));
    const execution = at.run("caller");
    at.pass(2000);
    expect(runOf(execution, "call").outputs).toMatchObject({ state: "CREATED" });
    expect(execution.state.current).toBe("SUCCESS");
  });

  it("fails with its child, unless failures are not transmitted", () => {
    for (const [more, end] of [
      ["", "FAILED"],
      [", transmitFailed: false", "SUCCESS"],
    ] as const) {
      const at = harness("1.3", child, caller("bad", more));
      const execution = at.run("caller");
      at.pass(2000);
      expect(execution.state.current).toBe(end);
      expect(runOf(execution, "call").outputs).toMatchObject({ state: "FAILED" });
    }
  });

  it("fails when there is no such flow", () => {
    const at = harness("1.3", caller("x"));
    const execution = at.run("caller");
    at.pass(2000);
    expect(runs(execution)).toEqual(["call: CREATED FAILED"]);
    expect(execution.state.current).toBe("FAILED");
  });
});

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
