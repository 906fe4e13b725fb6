import { stringify } from "yaml";
import { describe, expect, it } from "vitest";
import { kill } from "../../sandbox/engine/kill.ts";
import { resume } from "../../sandbox/engine/pause.ts";
import { restart } from "../../sandbox/engine/restart.ts";
import type { Execution } from "../../sandbox/executions/execution.ts";
import { endOf, startOf } from "../../sandbox/executions/state.ts";
import { createKestra, type Kestra } from "../../sandbox/kestra/kestra.ts";
import { plant, type Seed } from "../../sandbox/seed/seed.ts";
import { startSandbox } from "../../sandbox/server.ts";
import { manualClock } from "../../sandbox/values/clock.ts";
import { history, runs } from "./engine/harness.ts";
import { lines, type Line } from "./replay/recording.ts";

const core = "io.kestra.plugin.core";
const start = Date.parse("2026-01-05T08:30:00Z");
const [minute, hour] = [60_000, 3_600_000];
const namespace = "company.team";

function flow(id: string, more: Readonly<Record<string, unknown>> = {}): string {
  const log = (task: string): unknown => ({ id: task, type: `${core}.log.Log`, message: task });
  return stringify({ id, namespace, tasks: [log("first"), log("second")], ...more });
}

interface Planted {
  readonly kestra: Kestra;
  readonly executions: readonly Execution[];
  readonly pass: (milliseconds: number) => void;
}

function planted(line: Line, seed: Seed): Planted {
  const clock = manualClock(new Date(start));
  const kestra = createKestra({ line, edition: "oss", tenant: "main", clock, lag: { triggers: 600 } });
  const ids = plant(kestra, seed);
  return {
    kestra,
    executions: ids.flatMap((id) => kestra.engine.executions.get(id) ?? []),
    pass: (milliseconds) => {
      clock.advance(milliseconds);
      kestra.settle();
    },
  };
}

const hello = flow("hello");

describe.each(lines)("what is planted on %s", (line) => {
  it("has the age, the way and the tasks of its state", () => {
    const shared = { namespace, flowId: "hello" };
    const { kestra, executions } = planted(line, {
      flows: [hello],
      executions: [
        {
          ...shared,
          state: "FAILED",
          age: 2 * hour,
          duration: minute,
          task: "second",
          error: "503",
          workerId: "w1",
        },
        { ...shared, state: "SUCCESS", age: hour },
        { ...shared, state: "QUEUED", age: 10 * minute },
        { ...shared, state: "CREATED", age: minute, labels: { team: "ops" }, scheduledIn: hour },
        { ...shared, state: "RUNNING", age: minute, inputs: { a: 1 } },
      ],
    });
    expect(executions.map(history)).toEqual([
      "CREATED RUNNING FAILED",
      "CREATED RUNNING SUCCESS",
      "CREATED QUEUED",
      "CREATED",
      "CREATED RUNNING",
    ]);
    expect(executions.map(runs)).toEqual([
      ["first: CREATED RUNNING SUCCESS", "second: CREATED RUNNING FAILED"],
      ["first: CREATED RUNNING SUCCESS", "second: CREATED RUNNING SUCCESS"],
      [],
      [],
      ["first: CREATED RUNNING"],
    ]);
    const [failed, , , created] = executions;
    expect(failed && [startOf(failed.state), endOf(failed.state)]).toEqual([
      start - 2 * hour,
      start - 2 * hour + minute,
    ]);
    expect(failed?.taskRuns?.at(-1)?.attempts[0]?.workerId).toBe("w1");
    expect(created?.labels).toContainEqual({ key: "team", value: "ops" });
    expect(created?.scheduleDate).toBe(start + hour);
    expect(kestra.engine.logs.all()).toMatchObject([
      { level: "ERROR", message: "503", taskId: "second", executionId: failed?.id },
      { level: "TRACE" },
    ]);
  });

  it("goes on when it is told to", () => {
    const pause = { id: "wait", type: `${core}.flow.Pause` };
    const { kestra, executions, pass } = planted(line, {
      flows: [hello, flow("approve", { tasks: [pause] })],
      executions: [
        { namespace, flowId: "approve", state: "PAUSED", age: hour },
        { namespace, flowId: "hello", state: "RUNNING", age: hour },
        { namespace, flowId: "hello", state: "FAILED", age: hour },
      ],
    });
    const [paused, running, failed] = executions;
    if (paused === undefined || running === undefined || failed === undefined) throw new Error("Missing");
    pass(hour);
    expect(executions.map(({ state }) => state.current)).toEqual(["PAUSED", "RUNNING", "FAILED"]);
    resume(kestra.engine, paused, undefined);
    kill(kestra.engine, running, true);
    restart(kestra.engine, failed);
    pass(minute);
    expect(executions.map(({ state }) => state.current)).toEqual(["SUCCESS", "KILLED", "SUCCESS"]);
  });

  it("holds the limit of its flow, and frees it", () => {
    const limited = flow("limited", { concurrency: { limit: 1, behavior: "QUEUE" } });
    const shared = { namespace, flowId: "limited" };
    const { kestra, executions, pass } = planted(line, {
      flows: [limited],
      executions: [
        { ...shared, state: "RUNNING", age: hour },
        { ...shared, state: "QUEUED", age: 10 * minute },
        { ...shared, state: "QUEUED", age: minute },
      ],
    });
    expect(kestra.engine.concurrency.of(namespace, "limited")?.running).toBe(1);
    const [holder] = executions;
    if (holder === undefined) throw new Error("Missing");
    kill(kestra.engine, holder, true);
    pass(minute);
    expect(executions.map(({ state }) => state.current)).toEqual(["KILLED", "SUCCESS", "SUCCESS"]);
  });

  it("has triggers that are late, locked, disabled, held or in a paused backfill", () => {
    const ids = ["late", "locked", "quiet", "held", "filled"];
    const schedule = (id: string): unknown => ({ id, type: `${core}.trigger.Schedule`, cron: "@hourly" });
    const shared = { namespace, flowId: "timed" };
    const { kestra, pass } = planted(line, {
      flows: [flow("timed", { triggers: ids.map(schedule) })],
      schedulerDown: true,
      triggers: [
        { ...shared, triggerId: "late", dueIn: -10 * minute, triggeredAgo: 70 * minute },
        { ...shared, triggerId: "locked", executionId: "gone" },
        { ...shared, triggerId: "quiet", disabled: true },
        { ...shared, triggerId: "held", heldFor: hour, workerId: "w1" },
        {
          ...shared,
          triggerId: "filled",
          backfill: { startedAgo: 9 * hour, endedAgo: hour, currentAgo: 3 * hour, paused: true },
        },
      ],
      logs: [{ ...shared, triggerId: "late", age: minute, level: "ERROR", message: "No worker" }],
    });
    pass(5 * minute);
    const states = Object.fromEntries(kestra.scheduler.states.all().map((state) => [state.triggerId, state]));
    expect(states["late"]).toMatchObject({ next: start - 10 * minute, evaluated: start - 70 * minute });
    expect(states["locked"]).toMatchObject({ executionId: "gone" });
    expect(states["quiet"]).toMatchObject({ disabled: true });
    expect(states["held"]).toMatchObject({ held: start - hour, workerId: "w1" });
    expect(states["filled"]?.backfill).toMatchObject({ paused: true, current: start - 3 * hour });
    expect(kestra.engine.logs.all()).toMatchObject([{ triggerId: "late", message: "No worker" }]);
    expect(() => plant(kestra, { triggers: [{ ...shared, triggerId: "nobody" }] })).toThrow(
      "No trigger nobody",
    );
  });
});

it("is refused where flows or tasks are missing, or a flow is none", () => {
  const shared = { namespace, flowId: "hello", age: 0 };
  expect(() => planted("1.3", { executions: [{ ...shared, state: "SUCCESS" }] })).toThrow("No flow");
  const unknown = { ...shared, state: "FAILED", task: "third" } as const;
  expect(() => planted("1.3", { flows: [hello], executions: [unknown] })).toThrow("No task third");
  expect(() => planted("1.3", { flows: ["id: hello\n"] })).toThrow("namespace");
});

it("may be much, and is found all the same", async () => {
  const flows = Array.from({ length: 500 }, (_, index) => flow(`flow${index}`));
  const executions = Array.from({ length: 10_000 }, (_, index) => ({
    namespace,
    flowId: `flow${index % 500}`,
    state: index % 4 === 0 ? ("FAILED" as const) : ("SUCCESS" as const),
    age: index * 1000,
    ...(index % 4 === 0 ? { error: "503" } : {}),
  }));
  const sandbox = await startSandbox({
    line: "1.3",
    clock: manualClock(new Date(start)),
    seed: { flows, executions },
  });
  const query = "filters[state][EQUALS]=FAILED&size=1&sort=state.startDate:desc";
  const response = await fetch(`${sandbox.url}/api/v1/main/executions/search?${query}`);
  expect(await response.json()).toMatchObject({ total: 2500, results: [{ flowId: "flow0" }] });
  await sandbox.close();
});
