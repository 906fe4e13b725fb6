import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { authorizationOf } from "../support/target.ts";
import { createFlow, hello, listed } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const schedule = (id: string, cron: string, more = ""): string => `
  - id: ${id}
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "${cron}"${more}`;
const disabled = "\n    disabled: true";
const withTriggers = (...triggers: readonly string[]): string => `${hello}triggers:${triggers.join("")}\n`;
const webhook = `
  - id: hook
    type: io.kestra.plugin.core.trigger.Webhook
    key: e2e-backfill-tests-only`;

const daily = (id: string) => schedule(id, "0 9 * * *");
const yearly = schedule("yearly", "0 0 1 1 *");

const oneInput = `
inputs:
  - id: name
    type: STRING
    required: false
`;

const picks = `
inputs:
  - id: taxi
    type: SELECT
    values: [green, yellow]
  - id: day
    type: DATETIME
    required: false
  - id: doc
    type: FILE
    required: false
${withTriggers(`${daily("every_morning")}\n    inputs:\n      taxi: green`)}`;

beforeAll(async () => {
  await createFlow("daily", withTriggers(daily("every_morning")));
  await createFlow("greeting", `${oneInput}${withTriggers(daily("every_morning"))}`);
  await createFlow(
    "several",
    withTriggers(webhook, schedule("paused_one", "0 8 * * *", disabled), daily("first"), yearly),
  );
  await createFlow("picks", picks);
  await createFlow("hooked", withTriggers(webhook));
  await createFlow("plain", hello);
  await createFlow("resting", withTriggers(schedule("paused_one", "0 9 * * *", disabled)));
  await createFlow("hourly", withTriggers(schedule("hourly", "0 * * * *")));
  await createFlow("busy", withTriggers(schedule("hourly", "0 * * * *")));
  await createFlow("asleep", `disabled: true\n${withTriggers(daily("every_morning"))}`);
});

/** A date so many days ago, at midnight UTC. */
const daysAgo = (days: number): string =>
  `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;

const backfill = (flow_id: string, more: object): Promise<Data> =>
  kestra.get("backfill_executions", { namespace: kestra.namespace, flow_id, ...more });
const refused = (flow_id: string, more: object = {}): Promise<string> =>
  kestra.refusal("backfill_executions", { namespace: kestra.namespace, flow_id, ...more });

/** The executions of a flow once there are so many. */
function executionsOf(flow_id: string, count: number): Promise<readonly Data[]> {
  return listed({ flow_id }, (rows) => rows.length >= count);
}

/** What Kestra itself says of a flow's only trigger. */
async function keptOf(flow: string): Promise<Record<string, unknown>> {
  const { url } = kestra.target;
  const root = url.replace(/\/api\/v1.*$/, "");
  const answer = await fetch(`${root}/api/v1/main/triggers/${kestra.namespace}/${flow}`, {
    headers: { authorization: authorizationOf(kestra.target) },
  });
  const { results } = (await answer.json()) as { results: Record<string, unknown>[] };
  return results[0] ?? {};
}

describe("backfill_executions", () => {
  check("runs the schedule for each date of a time that has passed", async () => {
    const window = { start: daysAgo(4).slice(0, 10), end: daysAgo(1).replace("Z", "+00:00") };
    const result = await backfill("daily", { ...window, labels: [{ key: "backfill", value: "dates" }] });
    expect(result).toMatchObject({
      namespace: kestra.namespace,
      flowId: "daily",
      triggerId: "every_morning",
      disabled: false,
      backfill: { start: daysAgo(4), end: daysAgo(1), paused: false },
    });
    const executions = await executionsOf("daily", 3);
    expect(executions).toHaveLength(3);
    for (const { labels } of executions) expect(labels).toContainEqual({ key: "backfill", value: "dates" });
    expect((await keptOf("daily")).disabled).toBe(false);
  });

  check("runs it for the last days, hours and minutes", async () => {
    const before = Date.now();
    const result = await backfill("hourly", {
      days: "1",
      hours: 1,
      minutes: 30,
      labels: ["from:unit test: a"],
    });
    const { start, end, paused } = result.backfill as { start: string; end: string; paused: boolean };
    expect(paused).toBe(false);
    expect(Date.parse(end) - Date.parse(start)).toBe((25 * 60 + 30) * 60_000);
    expect(Math.abs(Date.parse(end) - before)).toBeLessThan(120_000);
    const [execution] = await executionsOf("hourly", 1);
    expect(execution?.labels).toContainEqual({ key: "from", value: "unit test: a" });
  });

  check("until now where it has no end, with inputs, and labels by key", async () => {
    const result = await backfill("greeting", {
      start: daysAgo(2),
      inputs: { name: "Ada" },
      labels: { team: "data", count: 3 },
    });
    const { start, end } = result.backfill as { start: string; end: string };
    expect(start).toBe(daysAgo(2));
    expect(Math.abs(Date.parse(end) - Date.now())).toBeLessThan(120_000);
    const [execution] = await executionsOf("greeting", 2);
    expect(execution?.inputs).toMatchObject({ name: "Ada" });
    expect(execution?.labels).toContainEqual({ key: "team", value: "data" });
    expect(execution?.labels).toContainEqual({ key: "count", value: "3" });
  });

  check("takes the first schedule that is not disabled, or the one that is named", async () => {
    expect(await backfill("several", { days: 1 })).toMatchObject({ triggerId: "first" });
    expect(await backfill("several", { days: 1, trigger_id: "yearly" })).toMatchObject({
      triggerId: "yearly",
    });
  });

  check("says that nothing runs where no date of the schedule lies in that time", async () => {
    const result = await backfill("several", {
      trigger_id: "yearly",
      start: "2025-03-01T00:00:00Z",
      end: "2025-03-02T00:00:00Z",
    });
    expect(result.message).toMatch(/No date of the schedule/);
  });

  check("says which triggers are not schedules, and which there are", async () => {
    expect(await refused("several", { days: 1, trigger_id: "hook" })).toMatch(
      /hook[^]*is not a schedule[^]*schedules are paused_one, first, yearly/,
    );
    expect(await refused("several", { days: 1, trigger_id: "none" })).toMatch(/has no trigger none/);
    for (const flow of ["plain", "hooked"]) {
      expect(await refused(flow, { days: 1 })).toContain(
        `No Schedule trigger found in ${kestra.namespace}/${flow}`,
      );
    }
    expect(await refused("missing", { days: 1 })).toMatch(/404[^]*find_flow/);
  });

  check("enables nothing: a disabled trigger or flow is named, and stays as it is", async () => {
    expect(await refused("resting", { days: 1 })).toMatch(/trigger paused_one of [^]* is disabled/);
    expect(await refused("several", { days: 1, trigger_id: "paused_one" })).toMatch(
      /trigger paused_one of [^]* is disabled/,
    );
    expect(await refused("asleep", { days: 1 })).toMatch(/flow [^]*asleep is disabled/);
    expect((await keptOf("resting")).backfill ?? null).toBe(null);
  });

  check(
    "ends one that still runs before the next, so that the schedule does not stay in the past",
    async () => {
      await backfill("busy", { start: daysAgo(300) });
      const second = await backfill("busy", { start: daysAgo(2), end: daysAgo(1) });
      expect(second.backfill).toMatchObject({ start: daysAgo(2), end: daysAgo(1), paused: false });
      const { backfill: kept } = await keptOf("busy");
      const { previousNextExecutionDate: previous } = (kept ?? {}) as { previousNextExecutionDate?: string };
      if (previous !== undefined) expect(Date.parse(previous)).toBeGreaterThan(Date.now() - 86_400_000);
    },
  );

  check("refuses inputs with which each execution would fail, and makes none", async () => {
    const window = { start: daysAgo(2), end: daysAgo(0) };
    for (const [inputs, reason] of [
      [{ taxi: "red" }, /input taxi \(SELECT\): [^]*green, yellow/],
      [{ day: "yesterday" }, /input day \(DATETIME\): [^]*could not be parsed/],
      [{ taxi: "" }, /input taxi \(SELECT\): [^]*Kestra takes an empty text for no value/],
      [{ colour: "red" }, /there is no input colour, it takes taxi, day, doc/],
      [{ doc: { $file: "a.csv", text: "a" } }, /takes no file, as for doc/],
      [{ taxi: { $file: "a.csv", text: "a" } }, /takes no file, as for taxi/],
    ] as const) {
      expect(await refused("picks", { ...window, inputs })).toMatch(reason);
    }
    expect((await keptOf("picks")).backfill ?? null).toBe(null);
    expect(await executionsOf("picks", 0)).toEqual([]);
  });

  check("takes the inputs of the trigger beside those given, and templates as they come", async () => {
    const inputs = { day: "{{ trigger.date }}" };
    await backfill("picks", { start: daysAgo(2), end: daysAgo(1), inputs });
    const [made] = await executionsOf("picks", 1);
    expect(made?.inputs).toMatchObject({ taxi: "green" });
  });

  check("wants one time, that has passed, in the right order", async () => {
    expect(await refused("daily")).toContain("Either `start` or `days`/`hours`/`minutes` must be provided");
    expect(await refused("daily", { end: daysAgo(1) })).toContain("Either `start` or");
    expect(await refused("daily", { start: daysAgo(2), hours: 1 })).toContain("not both");
    expect(await refused("daily", { end: daysAgo(2), days: 3 })).toContain("not both");
    expect(await refused("daily", { start: daysAgo(1), end: daysAgo(2) })).toContain("must lie before");
    expect(await refused("daily", { start: daysAgo(2), end: daysAgo(2) })).toContain("must lie before");
    expect(await refused("daily", { start: daysAgo(-2) })).toContain("has not come yet");
    expect(await refused("daily", { days: 1_000_000_000 })).toContain("before 1970");
  });

  check("wants dates, numbers and labels as they are", async () => {
    expect(await refused("daily", { start: "yesterday" })).toMatch(/start must be an ISO 8601/);
    expect(await refused("daily", { start: "2026-02-30" })).toMatch(/start must be an ISO 8601/);
    expect(await refused("daily", { start: daysAgo(2), end: "soon" })).toMatch(/end must be an ISO 8601/);
    expect(await refused("daily", { days: -1 })).toMatch(/days/);
    expect(await refused("daily", { hours: 1.5 })).toMatch(/hours/);
    for (const labels of [["no colon"], "a:b", [3], [{ value: "x" }]]) {
      expect(await refused("daily", { days: 1, labels })).toContain("labels must be an object");
    }
  });
});
