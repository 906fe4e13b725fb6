import { beforeAll, describe, expect } from "vitest";
import { createFlow, hello, listed, until } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

interface Row {
  readonly namespace: string;
  readonly flowId: string;
  readonly triggerId: string;
  readonly state: string;
  readonly lateSeconds?: number;
  readonly backfill?: { readonly paused: boolean };
}

const schedule = (id: string, cron: string, more = ""): string => `
  - id: ${id}
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "${cron}"${more}`;
const withTriggers = (...triggers: readonly string[]): string => `${hello}triggers:${triggers.join("")}\n`;
const webhook = `
  - id: hook
    type: io.kestra.plugin.core.trigger.Webhook
    key: e2e-triggers-tests-only`;

beforeAll(async () => {
  const yearly = schedule("yearly", "0 0 1 1 *");
  await createFlow("several", withTriggers(schedule("daily", "0 9 * * *"), yearly, webhook));
  await createFlow("resting", withTriggers(schedule("closed", "0 9 * * *", "\n    disabled: true")));
  await createFlow("busy", withTriggers(schedule("hourly", "0 * * * *")));
  await createFlow("asleep", `disabled: true\n${withTriggers(schedule("hourly", "0 * * * *"))}`);
  await createFlow("several", withTriggers(schedule("daily", "0 9 * * *")), `${kestra.namespace}.child`);
  await search({}, ({ results }) => results.length >= 5);
});

interface Found {
  readonly results: readonly Row[];
  readonly total: number;
  readonly at: string;
}

/** Searches the namespace of the tests until the answer is what is meant. */
function search(more: object, isMeant: (answer: Found) => boolean = () => true): Promise<Found> {
  return until(
    () => kestra.get<Found>("search_triggers", { namespace: kestra.namespace, full: true, ...more }),
    isMeant,
  );
}

interface Managed {
  readonly triggers: readonly Row[];
  readonly preview: boolean;
  readonly token?: string;
  readonly message: string;
}

const manage = (action: string, more: object): Promise<Managed> =>
  kestra.get("manage_trigger", { action, namespace: kestra.namespace, ...more });
const refused = (action: string, more: object): Promise<string> =>
  kestra.refusal("manage_trigger", { action, namespace: kestra.namespace, ...more });
const names = (rows: readonly Row[]): readonly string[] =>
  rows
    .map(
      ({ namespace, flowId, triggerId }) =>
        `${namespace.replace(kestra.namespace, "")}/${flowId}/${triggerId}`,
    )
    .sort();

describe("search_triggers", () => {
  check("finds those of a namespace and its children, with their states", async () => {
    const { results, total, at } = await search({});
    expect(names(results)).toEqual(
      expect.arrayContaining([
        "/several/daily",
        "/several/yearly",
        "/resting/closed",
        "/busy/hourly",
        ".child/several/daily",
      ]),
    );
    expect(names(results).some((name) => name.includes("hook"))).toBe(false);
    expect(total).toBe(results.length);
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
    expect(results.find(({ triggerId }) => triggerId === "closed")).toMatchObject({
      state: "DISABLED",
      disabled: true,
      disabledInFlow: true,
      type: "io.kestra.plugin.core.trigger.Schedule",
    });
    expect(results.find(({ triggerId }) => triggerId === "yearly")).toMatchObject({
      state: "ENABLED",
      disabled: false,
      locked: false,
      nextDate: expect.stringMatching(/-01-01T00:00/) as string,
    });
  });

  check("keeps to a flow, a text, a type, a state and a count", async () => {
    expect(
      names((await search({ namespace: undefined, flow_id: `${kestra.namespace}/busy` })).results),
    ).toEqual(["/busy/hourly"]);
    expect(names((await search({ query: "yearly" })).results)).toEqual(["/several/yearly"]);
    expect(names((await search({ state: "DISABLED" })).results)).toEqual(["/resting/closed"]);
    expect(names((await search({ state: "disabled" })).results)).toEqual(["/resting/closed"]);
    const filters = ["flowId[STARTS_WITH]=se", `namespace[NOT_EQUALS]=${kestra.namespace}.child`];
    expect(names((await search({ filters })).results)).toEqual(["/several/daily", "/several/yearly"]);
    const noEffect = { filters: ["triggerState[EQUALS]=DISABLED"] };
    expect(await kestra.refusal("search_triggers", noEffect)).toMatch(/triggerState/);
    expect(names((await search({ state: "ENABLED" })).results)).not.toContain("/resting/closed");
    expect((await search({ type: "Schedule" })).total).toBeGreaterThan(4);
    expect((await search({ type: "Polling" })).results).toEqual([]);
    const { results, total } = await search({ count: 1 });
    expect([results.length, total > 4]).toEqual([1, true]);
  });

  check(
    "tells what is late, locked, and held up by a backfill, and of which flow that is disabled",
    async () => {
      const { plant } = kestra.target;
      if (plant === undefined) return;
      const of = (flowId: string, triggerId: string) => ({ namespace: kestra.namespace, flowId, triggerId });
      const hour = 3_600_000;
      plant({
        schedulerDown: true,
        triggers: [
          { ...of("busy", "hourly"), dueIn: -2 * hour },
          { ...of("several", "daily"), executionId: "5xYz" },
          {
            ...of("several", "yearly"),
            backfill: { startedAgo: 48 * hour, endedAgo: hour, currentAgo: 24 * hour, paused: true },
          },
        ],
      });
      const late = await search({ state: "LATE" }, ({ results }) => results.length > 0);
      expect(names(late.results)).toContain("/busy/hourly");
      const [busy] = late.results.filter(({ flowId }) => flowId === "busy");
      expect(busy?.state).toBe("LATE");
      expect(busy?.lateSeconds).toBeGreaterThanOrEqual(7200);
      const locked = await search({ state: "LOCKED" });
      expect(locked.results).toMatchObject([{ triggerId: "daily", state: "LOCKED", executionId: "5xYz" }]);
      const backfills = await search({ state: "BACKFILL" });
      expect(backfills.results).toMatchObject([
        { triggerId: "yearly", state: "BACKFILL_PAUSED", backfill: { paused: true } },
      ]);
      const freed = await manage("unlock", { flow_id: "several", trigger_id: "daily" });
      expect(freed).toMatchObject({
        triggers: [{ triggerId: "daily", locked: false }],
        message: "Unlocked 1 trigger.",
      });
      expect((await search({ state: "LOCKED" })).results).toEqual([]);
      const gone = await manage("delete_backfill", { flow_id: "several", trigger_id: "yearly" });
      expect(gone.triggers[0]).not.toHaveProperty("backfill");
      plant({ schedulerDown: false });
    },
  );
});

describe("manage_trigger", () => {
  check("disables and enables one trigger", async () => {
    const one = { flow_id: "several", trigger_id: "yearly" };
    expect(await manage("disable", one)).toMatchObject({
      triggers: [{ triggerId: "yearly", state: "DISABLED" }],
      preview: false,
    });
    expect(names((await search({ state: "DISABLED" })).results)).toContain("/several/yearly");
    expect(await refused("disable", one)).toContain("is disabled already");
    expect(await manage("enable", one)).toMatchObject({
      triggers: [{ triggerId: "yearly", state: "ENABLED" }],
    });
    expect(await refused("enable", one)).toContain("is enabled already");
  });

  check("restarts one, and says what it cannot do to it", async () => {
    const one = { flow_id: `${kestra.namespace}/several`, trigger_id: "daily" };
    expect(await manage("restart", one)).toMatchObject({ triggers: [{ triggerId: "daily" }] });
    expect(await refused("unlock", one)).toContain("is not locked");
    for (const action of ["pause_backfill", "continue_backfill", "delete_backfill"])
      expect(await refused(action, one)).toContain("has no backfill");
    expect(await refused("enable", { flow_id: "resting", trigger_id: "closed" })).toContain(
      "in the YAML of its flow",
    );
    expect(await refused("disable", { flow_id: "several", trigger_id: "hook" })).toContain(
      "Kestra keeps no trigger hook",
    );
  });

  check("pauses a backfill, lets it go on, and ends it", async () => {
    const { namespace } = kestra;
    const one = { flow_id: "busy", trigger_id: "hourly" };
    await kestra.get("backfill_executions", { namespace, flow_id: "busy", trigger_id: "hourly", days: 60 });
    expect(await manage("pause_backfill", one)).toMatchObject({ triggers: [{ state: "BACKFILL_PAUSED" }] });
    expect(await refused("pause_backfill", one)).toContain("is paused already");
    expect(names((await search({ state: "BACKFILL" })).results)).toEqual(["/busy/hourly"]);
    expect(await manage("continue_backfill", one)).toMatchObject({
      triggers: [{ backfill: { paused: false } }],
    });
    const { triggers } = await manage("delete_backfill", one);
    expect(triggers[0]).not.toHaveProperty("backfill");
    await listed({ flow_id: "busy" }, (rows) => rows.length > 0);
  });

  check("shows those of a flow or namespace before it changes them, and touches no other", async () => {
    const state = async (name: string) =>
      (await search({})).results.find((row) => names([row])[0] === name)?.state;
    const shown = await manage("disable", { flow_id: "several" });
    expect(names(shown.triggers)).toEqual(["/several/daily", "/several/yearly"]);
    expect(shown.message).toContain("Nothing was changed: 2 triggers would be disabled.");
    expect(await state("/several/daily")).toBe("ENABLED");
    expect(await manage("disable", { flow_id: "several", preview: false })).toMatchObject({ preview: true });
    expect(await state("/several/daily")).toBe("ENABLED");
    const { token } = shown;
    expect(await manage("disable", { flow_id: "several", token })).toMatchObject({
      message: "Disabled 2 triggers.",
    });
    expect(await state("/several/daily")).toBe("DISABLED");
    expect(await state(".child/several/daily")).toBe("ENABLED");
    const all = await manage("enable", {});
    expect(names(all.triggers)).toEqual(["/several/daily", "/several/yearly"]);
    expect(await manage("enable", { token: all.token })).toMatchObject({ message: "Enabled 2 triggers." });
    const { message } = await manage("enable", {});
    expect(message).toMatch(/^There is none to change: \S+ is enabled already; /);
    expect(await state("/resting/closed")).toBe("DISABLED");
  });

  check("changes none where others match than the preview showed", async () => {
    const shown = await manage("disable", { flow_id: "several" });
    await manage("disable", { flow_id: "several", trigger_id: "yearly" });
    const refusal = await manage("disable", { flow_id: "several", token: shown.token });
    expect(refusal).toMatchObject({ preview: true, triggers: [{ triggerId: "daily" }] });
    expect(refusal.message).toContain(`(went: ${kestra.namespace}/several/yearly). Nothing was changed`);
    expect(await manage("disable", { flow_id: "several", token: refusal.token })).toMatchObject({
      message: "Disabled 1 trigger.",
    });
    const off = await manage("enable", { flow_id: "several" });
    expect(await manage("enable", { flow_id: "several", token: off.token })).toMatchObject({
      message: "Enabled 2 triggers.",
    });
  });
});
