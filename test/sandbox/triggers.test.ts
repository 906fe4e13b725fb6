import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { manualClock } from "../../sandbox/values/clock.ts";
import type { Execution } from "../../sandbox/executions/execution.ts";
import type { FlowSpec } from "../../sandbox/executions/flow.ts";
import { Refusal } from "../../sandbox/executions/refusal.ts";
import { createKestra, type Kestra } from "../../sandbox/kestra/kestra.ts";
import {
  deleteBackfill,
  pauseBackfill,
  restartTrigger,
  setDisabled,
  startBackfill,
  unlock,
} from "../../sandbox/triggers/changes.ts";
import { scheduleOf } from "../../sandbox/triggers/schedule.ts";
import type { TriggerState } from "../../sandbox/triggers/trigger-state.ts";
import { lines, type Line } from "./replay/recording.ts";

const core = "io.kestra.plugin.core";

function at(text: string): number {
  return Date.parse(text);
}

const start = at("2026-01-05T08:30:00Z");
const second = 1000;
const hour = 3600 * second;

function hourly(more = ""): string {
  return `
id: hourly
namespace: company.team
inputs:
  - { id: country, type: STRING, defaults: fr }
tasks:
  - { id: log, type: ${core}.log.Log, message: "{{ trigger.date }} {{ inputs.country }}" }
triggers:
  - { id: clock, type: ${core}.trigger.Schedule, cron: "@hourly"${more} }
`;
}

interface Sandbox {
  readonly kestra: Kestra;
  readonly save: (source: string) => void;
  /** Lets this many milliseconds pass. */
  readonly pass: (milliseconds: number) => void;
  readonly executions: (flowId: string) => readonly Execution[];
  readonly state: () => TriggerState;
  readonly change: (how: (state: TriggerState, now: number) => TriggerState) => void;
}

function sandboxOf(line: Line): Sandbox {
  const clock = manualClock(new Date(start));
  const kestra = createKestra({ line, edition: "oss", tenant: "main", clock, lag: { triggers: 0 } });
  const id = { namespace: "company.team", flowId: "hourly", triggerId: "clock" };
  const state = (): TriggerState => {
    const found = kestra.scheduler.states.get(id);
    if (found === undefined) throw new Error("No trigger");
    return found;
  };
  return {
    kestra,
    state,
    save: (source) => {
      kestra.flows.save(parse(source) as Omit<FlowSpec, "revision">, source, clock.now().getTime());
      kestra.settle();
    },
    pass: (milliseconds) => {
      clock.advance(milliseconds);
      kestra.settle();
    },
    executions: (flowId) => kestra.engine.executions.ofFlow("company.team", flowId),
    change: (how) => {
      kestra.scheduler.states.put(how(state(), clock.now().getTime()));
    },
  };
}

function datesOf(executions: readonly Execution[]): readonly unknown[] {
  return executions.map(({ trigger }) => trigger?.variables["date"]);
}

const schedule = scheduleOf({ cron: "@hourly" });

describe.each(lines)("a Schedule trigger on %s", (line) => {
  it("starts an execution at each of its dates", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(hourly());
    expect(sandbox.state().next).toBe(at("2026-01-05T09:00:00Z"));
    sandbox.pass(2 * hour);
    const executions = sandbox.executions("hourly");
    expect(datesOf(executions)).toEqual(["2026-01-05T09:00:00Z", "2026-01-05T10:00:00Z"]);
    expect(executions[0]?.trigger?.variables).toMatchObject({
      next: "2026-01-05T10:00:00Z",
      previous: "2026-01-05T08:00:00Z",
    });
    expect(executions.map(({ state }) => state.current)).toEqual(["SUCCESS", "SUCCESS"]);
    expect(sandbox.kestra.engine.logs.all()[0]?.message).toBe("2026-01-05T09:00:00Z fr");
  });

  it("waits for the execution before", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(hourly().replace("log.Log, message", "flow.Sleep, duration: PT90M, description"));
    sandbox.pass(2 * hour);
    expect(datesOf(sandbox.executions("hourly"))).toEqual(["2026-01-05T09:00:00Z"]);
    expect(sandbox.state().executionId).toBe(sandbox.executions("hourly")[0]?.id);
    sandbox.pass(hour);
    expect(datesOf(sandbox.executions("hourly"))).toEqual(["2026-01-05T09:00:00Z", "2026-01-05T10:00:00Z"]);
  });

  it("does nothing while it is disabled, by its flow or by a request", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(hourly(", disabled: true"));
    sandbox.pass(2 * hour);
    expect(sandbox.executions("hourly")).toEqual([]);
    sandbox.save(hourly());
    sandbox.change((state, now) => setDisabled(state, true, line, now));
    sandbox.pass(2 * hour);
    expect(sandbox.executions("hourly")).toEqual([]);
  });

  it("is forgotten with its flow", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(hourly());
    sandbox.kestra.flows.delete("company.team", "hourly", start);
    sandbox.pass(2 * hour);
    expect(sandbox.kestra.scheduler.states.all()).toEqual([]);
    expect(sandbox.executions("hourly")).toEqual([]);
  });

  it("is made anew a second after it was deleted, up to 1.3", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(hourly());
    expect(sandbox.kestra.scheduler.forget(sandbox.state(), start)).toBe(true);
    sandbox.pass(1500);
    expect(sandbox.kestra.scheduler.states.all()).toHaveLength(line === "2.0" ? 0 : 1);
  });
});

describe.each(lines)("a backfill on %s", (line) => {
  const window = { start: at("2026-01-01T00:00:00Z"), end: at("2026-01-01T03:00:00Z") };
  const backfilled = (more: object = {}): Sandbox => {
    const sandbox = sandboxOf(line);
    sandbox.save(hourly());
    sandbox.change((state, now) => startBackfill(state, { ...window, ...more }, schedule, line, now));
    return sandbox;
  };

  it("makes an execution for each date of its window, with its inputs and labels, then ends", () => {
    const labels = [{ key: "reason", value: "test" }];
    const sandbox = backfilled({ inputs: { country: "de" }, labels });
    sandbox.pass(1500);
    expect(sandbox.executions("hourly")).toHaveLength(1);
    sandbox.pass(10 * second);
    const executions = sandbox.executions("hourly");
    expect(datesOf(executions)).toEqual([
      "2026-01-01T01:00:00Z",
      "2026-01-01T02:00:00Z",
      "2026-01-01T03:00:00Z",
    ]);
    expect(executions.map(({ inputs }) => inputs)).toEqual(Array(3).fill({ country: "de" }));
    expect(executions[0]?.labels).toContainEqual({ key: "reason", value: "test" });
    expect(sandbox.state().backfill).toBeUndefined();
    expect(sandbox.state().next).toBe(at("2026-01-05T09:00:00Z"));
  });

  it("stops while it is paused", () => {
    const sandbox = backfilled();
    sandbox.change((state, now) => pauseBackfill(state, true, line, now));
    sandbox.pass(10 * second);
    expect(sandbox.executions("hourly")).toEqual([]);
    expect(sandbox.state().backfill?.paused).toBe(true);
  });

  it("leaves what was due before when it is deleted", () => {
    const sandbox = backfilled();
    sandbox.change((state, now) => deleteBackfill(state, line, now));
    expect(sandbox.state().backfill).toBeUndefined();
    expect(sandbox.state().next).toBe(at("2026-01-05T09:00:00Z"));
  });

  it("is through at once, or never begins, where no date is in its window", () => {
    const sandbox = backfilled({ end: window.start });
    expect(sandbox.state().backfill === undefined).toBe(line === "2.0");
    sandbox.pass(10 * second);
    expect(sandbox.executions("hourly")).toEqual([]);
  });

  it("that is not there is refused up to 1.3", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(hourly());
    const [pause, remove] = [
      () => {
        sandbox.change((state, now) => pauseBackfill(state, true, line, now));
      },
      () => {
        sandbox.change((state, now) => deleteBackfill(state, line, now));
      },
    ];
    for (const act of [pause, remove]) {
      if (line === "2.0") expect(act).not.toThrow();
      else expect(act).toThrow(new Refusal(400, "Bad Request: No backfill found"));
    }
  });
});

describe.each(lines)("a locked trigger on %s", (line) => {
  it("is unlocked once, and begins anew", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(hourly());
    sandbox.change((state) => ({
      ...state,
      executionId: "5xYz",
      backfill: { start, end: start, current: start, paused: false },
    }));
    sandbox.change((state, now) => unlock(state, line, now));
    expect(() => {
      sandbox.change((state, now) => unlock(state, line, now));
    }).toThrow(Refusal);
    sandbox.change((state, now) => restartTrigger(state, schedule, line, now));
    expect(sandbox.state()).not.toHaveProperty("backfill");
    expect(sandbox.state().next).toBe(at("2026-01-05T09:00:00Z"));
  });
});

describe.each(lines)("a Flow trigger on %s", (line) => {
  const awaited = (...flows: readonly string[]): string => {
    const list = flows
      .map((id) => `{ namespace: company.team, flowId: ${id}, states: [SUCCESS] }`)
      .join(", ");
    return line === "2.0" ? `dependsOn: [${list}]` : `preconditions: { id: done, flows: [${list}] }`;
  };
  const flow = (id: string, task: string, triggers = ""): string => `
id: ${id}
namespace: company.team
tasks:
  - { id: task, type: ${core}.${task} }
${triggers}`;
  const after = (...flows: readonly string[]): string =>
    flow(
      "after",
      "debug.Return",
      `triggers:\n  - { id: done, type: ${core}.trigger.Flow, ${awaited(...flows)} }`,
    );
  const run = ({ kestra, pass, save }: Sandbox, id: string): void => {
    save(
      flow("starter", "flow.Subflow", "").replace(
        "Subflow",
        `Subflow, namespace: company.team, flowId: ${id}`,
      ) + `\ntriggers:\n  - { id: now, type: ${core}.trigger.Schedule, cron: "* * * * *" }`,
    );
    pass(60 * second);
    kestra.flows.delete("company.team", "starter", start);
    pass(10 * second);
  };

  it("starts its flow when the other ends as it should", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(flow("good", "debug.Return"));
    sandbox.save(flow("bad", "execution.Fail"));
    sandbox.save(after("good"));
    run(sandbox, "bad");
    expect(sandbox.executions("after")).toEqual([]);
    run(sandbox, "good");
    const [good] = sandbox.executions("good");
    expect(sandbox.executions("after").map(({ trigger }) => trigger?.variables["executionId"])).toEqual([
      good?.id,
    ]);
  });

  it("waits for all of them", () => {
    const sandbox = sandboxOf(line);
    for (const id of ["one", "two"]) sandbox.save(flow(id, "debug.Return"));
    sandbox.save(after("one", "two"));
    run(sandbox, "one");
    expect(sandbox.executions("after")).toEqual([]);
    run(sandbox, "two");
    expect(sandbox.executions("after")).toHaveLength(1);
  });
});
