import { beforeAll, describe, expect } from "vitest";
import { core, flow, hour, minute, noise, plant } from "../support/diagnosis.ts";
import { createFlow, run, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

interface Event {
  readonly time: string;
  readonly kind: string;
  readonly object: string;
  readonly event: string;
  readonly gap?: string;
}

interface Timeline {
  readonly events: readonly Event[];
  readonly from: string;
  readonly to: string;
  readonly unknown?: readonly string[];
  readonly truncated?: string;
}

const timeline = (args: Readonly<Record<string, unknown>>): Promise<Timeline> =>
  kestra.get<Timeline>("get_timeline", args);

const isSorted = ({ events }: Timeline): boolean =>
  events.every(({ time }, index) => Date.parse(events[index - 1]?.time ?? time) <= Date.parse(time));

beforeAll(() => {
  plant(noise());
});

describe("get_timeline of an execution", () => {
  check("tells attempts, lines, restarts and labels in order", async () => {
    await createFlow(
      "flaky",
      `
labels:
  team: data
tasks:
  - id: fetch
    type: ${core}.execution.Fail
    errorMessage: no answer
    retry:
      type: constant
      interval: PT0.2S
      maxAttempts: 2
`,
    );
    const { id } = (await run("flaky")) as { id: string };
    await kestra.get("restart_execution", { execution_id: id });
    await until(
      () => timeline({ execution_id: id }),
      ({ events }) =>
        events.filter(({ kind, event }) => kind === "execution" && event === "RESTARTED").length === 1,
    );
    await waitFor(id);
    const told = await until(
      () => timeline({ execution_id: id }),
      ({ events }) => events.filter(({ kind }) => kind === "log").length >= 3,
    );
    expect(isSorted(told)).toBe(true);
    const [created] = told.events;
    expect(created?.event).toMatch(/^CREATED.*restarted later.*labels team:data/);
    const kinds = new Set(told.events.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["attempt", "execution", "log", "task"]);
    expect(told.events.some(({ event }) => event === "ERROR no answer")).toBe(true);
    expect(told.events.some(({ event }) => /^attempt 0 FAILED on worker /.test(event))).toBe(true);
    expect(told).not.toHaveProperty("truncated");
    expect(told.unknown?.join()).toContain("audit log");
    const few = await timeline({ execution_id: id, size: 2 });
    expect(few.events).toEqual(told.events.slice(-2));
    expect(few.truncated).toContain(`${told.events.length - 2} earlier events are left out`);
  });
});

describe("get_timeline of a flow", () => {
  check("tells the executions and triggers of a window that it states", async () => {
    const of = { namespace: kestra.namespace, flowId: "timed" };
    const [inside, before] = plant({
      flows: [
        flow("timed", { triggers: [{ id: "daily", type: `${core}.trigger.Schedule`, cron: "0 9 * * *" }] }),
      ],
      executions: [
        { ...of, state: "FAILED", age: hour, duration: 10 * minute, error: "too late" },
        { ...of, state: "SUCCESS", age: 30 * hour },
      ],
      triggers: [{ ...of, triggerId: "daily", triggeredAgo: 2 * hour }],
    });
    const told = await timeline({ namespace: kestra.namespace, flow_id: "timed" });
    const text = JSON.stringify(told.events);
    expect(isSorted(told)).toBe(true);
    expect(text).toContain(String(inside));
    expect(text).not.toContain(String(before));
    expect(text).not.toContain("noise");
    expect(text).toContain("ERROR too late");
    expect(told.events.filter(({ kind }) => kind === "trigger").map(({ event }) => event)).toContain(
      "evaluated last",
    );
    expect(told.events.find(({ kind, event }) => kind === "execution" && event === "FAILED")?.gap).toBe(
      "10 min",
    );
    expect(Date.parse(told.to) - Date.parse(told.from)).toBe(24 * hour);
    // From 2.0 on a list of executions does not hold what ran in them.
    const ran = told.events.some(({ kind }) => kind === "task");
    expect((told.unknown ?? []).some((text) => text.startsWith("Task runs: "))).toBe(!ran);
  });

  check("refuses what it cannot mean", async () => {
    expect(await kestra.refusal("get_timeline", { flow_id: "timed" })).toContain(
      "namespace is required, or flow_id as namespace/flow_id",
    );
    expect(
      await kestra.refusal("get_timeline", {
        start_date: "2026-02-01T00:00:00Z",
        end_date: "2026-01-01T00:00:00Z",
      }),
    ).toContain("start_date is after end_date");
  });
});
