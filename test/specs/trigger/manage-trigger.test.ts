import { describe, expect, it } from "vitest";
import { tool } from "../../../specs/trigger/manage_trigger.ts";
import { tool as searchTriggers } from "../../../specs/trigger/search_triggers.ts";
import { ask } from "../fake-kestra.ts";

const context = (triggerId: string, more: object = {}) => ({
  tenantId: "main",
  namespace: "company.team",
  flowId: "load",
  triggerId,
  date: "2026-05-01T09:00:00Z",
  disabled: false,
  ...more,
});
const found = (...rows: readonly object[]) => ({
  results: rows.map((triggerContext) => ({ triggerContext, abstractTrigger: { type: "a.b.Schedule" } })),
  total: rows.length,
});
const one = { flow_id: "company.team/load", trigger_id: "hourly" };
const all = { namespace: "company.team" };

describe("manage_trigger of one trigger", () => {
  it("looks it up and changes it", async () => {
    const { output, requests, queries } = await ask(tool, { action: "disable", ...one }, [
      found(context("hourly")),
      context("hourly", { disabled: true }),
    ]);
    expect(requests).toEqual(["GET /triggers/search", "PUT /triggers"]);
    expect(queries[0]).toMatchObject({
      "filters[namespace][EQUALS]": "company.team",
      "filters[flowId][EQUALS]": "load",
      "filters[triggerId][EQUALS]": "hourly",
    });
    expect(output).toMatchObject({
      triggers: [{ triggerId: "hourly", state: "DISABLED", type: "a.b.Schedule" }],
      preview: false,
      message: "Disabled 1 trigger.",
    });
  });

  it.each([
    ["enable", {}, "The trigger hourly of company.team/load is enabled already."],
    ["disable", { disabled: true }, "is disabled already"],
    ["unlock", {}, "is not locked"],
    ["pause_backfill", {}, "has no backfill"],
    ["pause_backfill", { backfill: { paused: true } }, "has a backfill that is paused already"],
    ["continue_backfill", { backfill: { paused: false } }, "has a backfill that is not paused"],
    ["delete_backfill", {}, "has no backfill"],
  ])("does not %s one that is %j, and says why", async (action, state, reason) => {
    await expect(ask(tool, { action, ...one }, [found(context("hourly", state))])).rejects.toThrow(reason);
  });

  it("does not enable one that its flow disables", async () => {
    const answer = found(context("hourly"));
    const disabled = answer.results.map((row) => ({ ...row, abstractTrigger: { disabled: true } }));
    await expect(ask(tool, { action: "enable", ...one }, [{ ...answer, results: disabled }])).rejects.toThrow(
      "is disabled in the YAML of its flow, where alone it can be enabled",
    );
  });

  it("says that there is none", async () => {
    await expect(ask(tool, { action: "unlock", ...one }, [found()])).rejects.toThrow(
      "Kestra keeps no trigger hourly of company.team/load",
    );
  });

  it("shows it where only a preview is asked for", async () => {
    const { output, requests } = await ask(tool, { action: "restart", ...one, preview: true }, [
      found(context("hourly")),
    ]);
    expect(requests).toHaveLength(1);
    expect(output).toMatchObject({ preview: true, triggers: [{ triggerId: "hourly" }] });
  });
});

describe("manage_trigger and a search that finds more than it was asked for", () => {
  const others = [
    context("hourly", { namespace: "company.teams" }),
    context("hourly", { flowId: "other" }),
    context("daily"),
  ];

  it("changes the one trigger alone", async () => {
    const { requests } = await ask(tool, { action: "disable", ...one }, [
      found(...others, context("hourly")),
      context("hourly", { disabled: true }),
    ]);
    expect(requests).toEqual(["GET /triggers/search", "PUT /triggers"]);
    await expect(ask(tool, { action: "disable", ...one }, [found(...others)])).rejects.toThrow(
      "Kestra keeps no trigger hourly of company.team/load",
    );
  });

  it("shows those of the namespace and its children alone", async () => {
    const { output } = await ask(tool, { action: "disable", ...all }, [
      found(...others, context("hourly", { namespace: "company.team.a" })),
    ]);
    expect(output.triggers).toMatchObject([
      { namespace: "company.team", flowId: "other" },
      { triggerId: "daily" },
      { namespace: "company.team.a" },
    ]);
  });
});

describe("manage_trigger of a namespace or flow", () => {
  it("looks through further pages for those that fit", async () => {
    const off = Array.from({ length: 100 }, (_, i) => context(`off${i}`, { disabled: true }));
    const { output, requests } = await ask(tool, { action: "disable", ...all }, [
      { ...found(...off), total: 102 },
      { ...found(context("hourly"), context("daily")), total: 102 },
    ]);
    expect(requests).toHaveLength(2);
    expect(output).toMatchObject({
      triggers: [{ triggerId: "hourly" }, { triggerId: "daily" }],
      message: "Nothing was changed: 2 triggers would be disabled. Call again with preview: false to do it.",
    });
  });

  it("looks through a bounded number of pages, and does not say that calling again helps", async () => {
    const off = Array.from({ length: 100 }, (_, i) => context(`off${i}`, { disabled: true }));
    const { output, requests } = await ask(
      tool,
      { action: "disable", ...all },
      Array.from({ length: 10 }, () => ({ ...found(...off), total: 1200 })),
    );
    expect(requests).toHaveLength(10);
    expect(output.message).toBe(
      "There is none to change. Left out: 200 that were not looked at. Give a flow.",
    );
  });

  it("does not say that a restart goes on with others", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => context(`t${i}`));
    const { output } = await ask(tool, { action: "restart", ...all, preview: false }, [
      found(...rows),
      ...rows.slice(0, 50),
    ]);
    expect(output.message).toBe("Restarted 50 triggers. Left out: 10 more that fit. Give a flow.");
  });

  it("tells of the others where one answer is not what its contract says", async () => {
    const { output } = await ask(tool, { action: "disable", ...all, preview: false }, [
      found(context("hourly"), context("daily")),
      context("hourly", { disabled: true }),
      { status: 200, body: { namespace: 5 } },
    ]);
    expect(output).toMatchObject({
      triggers: [{ triggerId: "hourly" }],
      failed: [
        { triggerId: "daily", message: expect.stringContaining("look before you try again") as string },
      ],
    });
  });

  it.each([
    ["enable", { disabled: true }, "1 trigger would be enabled."],
    ["unlock", { executionId: "5xYz" }, "1 trigger would be unlocked."],
    ["restart", {}, "1 trigger would be restarted."],
    ["pause_backfill", { backfill: { paused: false } }, "the backfill of 1 trigger would be paused."],
    ["continue_backfill", { backfill: { paused: true } }, "the backfill of 1 trigger would be continued."],
    ["delete_backfill", { backfill: {} }, "the backfill of 1 trigger would be deleted."],
  ])("names what %s would do", async (action, state, would) => {
    const { output } = await ask(tool, { action, ...all }, [found(context("hourly", state))]);
    expect(output).toMatchObject({
      message: `Nothing was changed: ${would} Call again with preview: false to do it.`,
    });
  });

  it("shows which would change before anything does", async () => {
    const { output, requests, queries } = await ask(tool, { action: "disable", ...all }, [
      found(context("hourly"), context("daily"), context("off", { disabled: true })),
    ]);
    expect(requests).toEqual(["GET /triggers/search"]);
    expect(queries[0]).toMatchObject({ "filters[namespace][PREFIX]": "company.team" });
    expect(output).toMatchObject({
      triggers: [{ triggerId: "hourly" }, { triggerId: "daily" }],
      preview: true,
      message: "Nothing was changed: 2 triggers would be disabled. Call again with preview: false to do it.",
    });
  });

  it("changes those that fit, and tells what Kestra refused", async () => {
    const { output, requests } = await ask(tool, { action: "disable", ...all, preview: false }, [
      found(context("hourly"), context("daily"), context("off", { disabled: true })),
      context("hourly", { disabled: true }),
      { status: 404, body: { message: "Not Found: Flow load has no trigger daily" } },
    ]);
    expect(requests).toEqual(["GET /triggers/search", "PUT /triggers", "PUT /triggers"]);
    expect(output).toMatchObject({
      triggers: [{ triggerId: "hourly" }],
      preview: false,
      message: "Disabled 1 trigger. Kestra refused 1.",
      failed: [{ triggerId: "daily", message: expect.stringContaining("has no trigger daily") as string }],
    });
  });

  it("changes a bounded number, and says how many are left", async () => {
    const rows = Array.from({ length: 70 }, (_, i) => context(`t${i}`));
    const { output, requests } = await ask(tool, { action: "disable", ...all, preview: false }, [
      { ...found(...rows), total: 120 },
      ...rows.slice(0, 50).map((row) => ({ ...row, disabled: true })),
    ]);
    expect(requests).toHaveLength(51);
    expect(output.message).toBe(
      "Disabled 50 triggers. Left out: 20 more that fit and 50 that were not looked at. Call again for the rest, or give a flow.",
    );
  });

  it("does nothing where there is none", async () => {
    const { output } = await ask(tool, { action: "unlock", ...all, preview: false }, [
      found(context("hourly")),
    ]);
    expect(output).toMatchObject({ triggers: [], preview: true, message: "There is none to change." });
  });
});

describe("search_triggers", () => {
  it("says of late ones whether their flow is disabled", async () => {
    const late = (flowId: string) => context("hourly", { flowId, nextExecutionDate: "2026-05-01T09:00:00Z" });
    const { output, requests } = await ask(searchTriggers, { state: "LATE" }, [
      found(late("a"), late("b"), context("hourly", { flowId: "c" })),
      { id: "a", disabled: true },
      { id: "b", disabled: false },
    ]);
    expect(requests.slice(1)).toEqual(["GET /flows/company.team/a", "GET /flows/company.team/b"]);
    expect(output).toMatchObject({
      results: [
        { flowId: "a", state: "LATE", lateSeconds: 3600, flowDisabled: true },
        { flowId: "b", state: "LATE", lateSeconds: 3600 },
      ],
      total: 2,
      at: "2026-05-01T10:00:00.000Z",
    });
  });

  it("asks of a bounded number of flows", async () => {
    const rows = Array.from({ length: 15 }, (_, i) =>
      context("hourly", { flowId: `f${i}`, nextExecutionDate: "2026-05-01T09:00:00Z" }),
    );
    const { requests } = await ask(searchTriggers, {}, [
      found(...rows),
      ...rows.slice(0, 10).map(() => ({})),
    ]);
    expect(requests).toHaveLength(11);
  });

  it.each([
    [{ state: "LATE" }, { "filters[nextExecutionDate][LESS_THAN]": "2026-05-01T10:00:00.000Z" }],
    [{ state: "LOCKED" }, { "filters[locked][EQUALS]": "true" }],
  ])("lets Kestra 2.0 look for %j", async (given, sent) => {
    const { queries } = await ask(searchTriggers, given, [{ results: [], total: 0 }], "2.0");
    expect(queries[0]).toMatchObject(sent);
  });
});
