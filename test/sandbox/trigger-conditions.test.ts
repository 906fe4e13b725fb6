import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { createExecution } from "../../sandbox/engine/create.ts";
import type { FlowSpec } from "../../sandbox/executions/flow.ts";
import { createKestra, type Kestra } from "../../sandbox/kestra/kestra.ts";
import { unlock } from "../../sandbox/triggers/changes.ts";
import { renderState } from "../../sandbox/triggers/render-trigger.ts";
import { scheduleOf } from "../../sandbox/triggers/schedule.ts";
import { manualClock } from "../../sandbox/values/clock.ts";
import { lines, type Line } from "./replay/recording.ts";

const core = "io.kestra.plugin.core";
const start = Date.parse("2026-01-05T08:30:00Z");
const hour = 3_600_000;

interface Sandbox {
  readonly kestra: Kestra;
  readonly save: (source: string) => void;
  readonly run: (id: string, namespace?: string, labels?: Readonly<Record<string, string>>) => void;
  readonly pass: (milliseconds: number) => void;
  /** How many executions a flow has. */
  readonly count: (id: string) => number;
}

function sandboxOf(line: Line): Sandbox {
  const clock = manualClock(new Date(start));
  const kestra = createKestra({ line, edition: "oss", tenant: "main", clock, lag: { triggers: 0 } });
  const pass = (milliseconds: number): void => {
    clock.advance(milliseconds);
    kestra.settle();
  };
  return {
    kestra,
    pass,
    save: (source) => {
      kestra.flows.save(parse(source) as Omit<FlowSpec, "revision">, source, clock.now().getTime());
      pass(0);
    },
    run: (id, namespace = "company.team", labels = {}) => {
      const flow = kestra.flows.find(namespace, id);
      if (flow === undefined) throw new Error(`No flow ${id}`);
      const given = Object.entries(labels).map(([key, value]) => ({ key, value }));
      createExecution(kestra.engine, flow, { id: kestra.newId(), labels: given });
      pass(1000);
    },
    count: (id) => kestra.engine.executions.ofFlow("company.team", id).length,
  };
}

function flow(id: string, task = "debug.Return", namespace = "company.team", more = ""): string {
  return `
id: ${id}
namespace: ${namespace}
tasks:
  - { id: task, type: ${core}.${task} }
${more}`;
}

function after(more: string): string {
  return flow(
    "after",
    "debug.Return",
    "company.team",
    `triggers:\n  - id: done\n    type: ${core}.trigger.Flow\n${more}`,
  );
}

describe.each(lines)("a Flow trigger on %s", (line) => {
  it("is for executions that end in its states", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(flow("good"));
    sandbox.save(flow("bad", "execution.Fail"));
    sandbox.save(after("    states: [FAILED]\n"));
    sandbox.run("good");
    expect(sandbox.count("after")).toBe(0);
    sandbox.run("bad");
    expect(sandbox.count("after")).toBe(1);
  });

  it.skipIf(line === "2.0")("is for executions that fit its conditions", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(flow("bad", "execution.Fail"));
    sandbox.save(flow("bad", "execution.Fail", "elsewhere"));
    sandbox.save(flow("good"));
    sandbox.save(
      after(`    conditions:
      - { type: ${core}.condition.ExecutionStatus, in: [FAILED, WARNING] }
      - { type: ${core}.condition.ExecutionNamespace, namespace: company, comparison: PREFIX }
`),
    );
    sandbox.run("bad", "elsewhere");
    sandbox.run("good");
    expect(sandbox.count("after")).toBe(0);
    sandbox.run("bad");
    expect(sandbox.count("after")).toBe(1);
  });

  it.skipIf(line === "2.0")("joins, negates and reads conditions", () => {
    const condition = (type: string, more: string): string => `{ type: ${core}.condition.${type}, ${more} }`;
    const isFlow = (id: string): string =>
      condition("ExecutionFlow", `namespace: company.team, flowId: ${id}`);
    const either = condition("Or", `conditions: [${isFlow("one")}, ${isFlow("two")}]`);
    const notTwo = condition("Not", `conditions: [${isFlow("two")}]`);
    const labelled = condition("ExecutionLabels", "labels: { team: ops }");
    const isOne = condition("Expression", `expression: "{{ trigger.flowId == 'one' }}"`);
    for (const [wanted, count] of [
      [either, 3],
      [notTwo, 3],
      [labelled, 1],
      [isOne, 2],
    ] as const) {
      const sandbox = sandboxOf(line);
      for (const id of ["one", "two", "three"]) sandbox.save(flow(id));
      sandbox.save(after(`    conditions:\n      - ${wanted}\n`));
      for (const id of ["one", "two", "three"]) sandbox.run(id);
      sandbox.run("one", "company.team", { team: "ops" });
      expect(sandbox.count("after"), wanted).toBe(count);
    }
  });

  it.runIf(line === "2.0")("is for executions that its expression is true of", () => {
    const sandbox = sandboxOf(line);
    for (const id of ["one", "two"]) sandbox.save(flow(id));
    sandbox.save(after(`    when: "{{ trigger.flowId == 'one' }}"\n`));
    for (const id of ["two", "one"]) sandbox.run(id);
    expect(sandbox.count("after")).toBe(1);
  });

  it("forgets what it has seen when its window is over", () => {
    const flows =
      "flows: [{ namespace: company.team, flowId: one }, { namespace: company.team, flowId: two }]";
    const waiting =
      line === "2.0"
        ? "    window: PT2H\n    dependsOn: [{ namespace: company.team, flowId: one }, { namespace: company.team, flowId: two }]\n"
        : `    preconditions: { id: both, timeWindow: { window: PT2H }, ${flows} }\n`;
    const sandbox = sandboxOf(line);
    for (const id of ["one", "two"]) sandbox.save(flow(id));
    sandbox.save(after(waiting));
    sandbox.run("one");
    sandbox.pass(3 * hour);
    sandbox.run("two");
    expect(sandbox.count("after")).toBe(0);
    sandbox.run("one");
    expect(sandbox.count("after")).toBe(1);
  });
});

describe.each(lines)("the scheduler on %s", (line) => {
  const id = { namespace: "company.team", flowId: "hourly", triggerId: "clock" };
  const hourly = (more = ""): string =>
    flow(
      "hourly",
      "debug.Return",
      "company.team",
      `triggers:\n  - { id: clock, type: ${core}.trigger.Schedule, cron: "@hourly"${more} }\n`,
    );

  it("leaves what is due in the past while it is down, and goes on when it is up", () => {
    const sandbox = sandboxOf(line);
    const { scheduler } = sandbox.kestra;
    sandbox.save(hourly());
    scheduler.halted = true;
    sandbox.pass(2 * hour);
    expect(scheduler.states.get(id)?.next).toBe(Date.parse("2026-01-05T09:00:00Z"));
    expect(sandbox.count("hourly")).toBe(0);
    scheduler.halted = false;
    sandbox.pass(2000);
    expect(sandbox.count("hourly")).toBeGreaterThan(0);
  });

  it("does not evaluate what a worker holds, until that is unlocked", () => {
    const sandbox = sandboxOf(line);
    const { states } = sandbox.kestra.scheduler;
    sandbox.save(hourly());
    const before = states.get(id);
    if (before === undefined) throw new Error("No trigger");
    const held = { ...before, held: start, workerId: "gone" };
    states.put(held);
    sandbox.pass(2 * hour);
    expect(sandbox.count("hourly")).toBe(0);
    expect(renderState(held, line, "main")).toMatchObject({
      workerId: "gone",
      ...(line === "2.0" ? { locked: true } : { evaluateRunningDate: "2026-01-05T08:30:00Z" }),
    });
    states.put(unlock(held, line, start));
    sandbox.pass(2000);
    expect(sandbox.count("hourly")).toBeGreaterThan(0);
  });

  it.runIf(line === "2.0")("starts nothing where the expression of the trigger is false", () => {
    const sandbox = sandboxOf(line);
    sandbox.save(hourly(`, when: "{{ trigger.date == '2026-01-05T10:00:00Z' }}"`));
    sandbox.pass(2 * hour);
    expect(sandbox.count("hourly")).toBe(1);
  });
});

describe("the conditions of a schedule", () => {
  const next = (condition: string): string | undefined => {
    const type = `type: ${core}.condition.`;
    const trigger = parse(`{ cron: "0 * * * *", conditions: [{ ${type}${condition} }] }`) as Record<
      string,
      unknown
    >;
    const date = scheduleOf(trigger)?.after(start);
    return date === undefined ? undefined : new Date(date).toISOString().slice(0, 16);
  };

  it("leave out the dates that they do not hold on", () => {
    expect(next("DayWeek, dayOfWeek: FRIDAY")).toBe("2026-01-09T00:00");
    expect(next("Weekend")).toBe("2026-01-10T00:00");
    expect(next(`DateTimeBetween, after: "2026-02-01T00:00:00Z"`)).toBe("2026-02-01T01:00");
    expect(next(`TimeBetween, after: "20:00:00Z"`)).toBe("2026-01-05T21:00");
    expect(next(`Not, conditions: [{ type: ${core}.condition.DayWeek, dayOfWeek: MONDAY }]`)).toBe(
      "2026-01-06T00:00",
    );
    expect(next(`Or, conditions: [{ type: ${core}.condition.Weekend }]`)).toBe("2026-01-10T00:00");
    expect(next(`DateTimeBetween, before: "2026-01-01T00:00:00Z"`)).toBeUndefined();
    expect(next("PublicHoliday")).toBe("2026-01-05T09:00");
  });
});
