import { describe, expect, it } from "vitest";
import { kill } from "../../../sandbox/engine/kill.ts";
import {
  forceRun,
  pause,
  resume,
  resumeFromBreakpoint,
  resumeInputs,
} from "../../../sandbox/engine/pause.ts";
import { harness, history, messages, refused, runOf, runs } from "./harness.ts";

const core = "io.kestra.plugin.core";
const sleeper = `
id: sleeper
tasks:
  - { id: wait, type: ${core}.flow.Sleep, duration: PT60S }
  - { id: after, type: ${core}.log.Log, message: after }
`;

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

  it.each(["1.0", "1.3", "2.0"] as const)(
    "is answered first where it began first, and goes on once all are answered, on %s",
    (line) => {
      const side = (id: string): string =>
        `{ id: ${id}, type: ${core}.flow.Pause, onResume: [{ id: ${id}_in, type: STRING }] }`;
      const at = harness(
        line,
        `
id: both
tasks:
  - id: sides
    type: ${core}.flow.Parallel
    tasks: [${side("left")}, ${side("right")}]
`,
      );
      const execution = at.run("both");
      at.pass(1000);
      expect(history(execution)).toBe("CREATED RUNNING PAUSED");
      expect(resumeInputs(execution).map(({ id }) => id)).toEqual(["left_in"]);
      resume(at.engine, execution, { left_in: "a" });
      at.pass(1000);
      expect(history(execution)).toBe("CREATED RUNNING PAUSED");
      expect(resumeInputs(execution).map(({ id }) => id)).toEqual(["right_in"]);
      resume(at.engine, execution, { right_in: "b" });
      at.pass(1000);
      expect(execution.state.current).toBe("SUCCESS");
      expect(runOf(execution, "left").outputs).toMatchObject({ onResume: { left_in: "a" } });
      expect(runOf(execution, "right").outputs).toMatchObject({ onResume: { right_in: "b" } });
    },
  );

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
