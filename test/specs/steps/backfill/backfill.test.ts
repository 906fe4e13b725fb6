import { describe, expect, it } from "vitest";
import { InputError } from "../../../../runtime/errors.ts";
import { tool as backfill } from "../../../../specs/backfill/backfill_executions.ts";
import { backfillLabels } from "../../../../specs/steps/backfill/backfill-labels.ts";
import { backfillWindow, emptyWindow } from "../../../../specs/steps/backfill/backfill-window.ts";
import { keptTrigger, scheduleOf } from "../../../../specs/steps/backfill/schedule-trigger.ts";
import { ask } from "../../fake-kestra.ts";

const now = new Date("2026-05-01T10:00:00Z");
const ago = { days: 0, hours: 0, minutes: 0 };
const of = { namespace: "company", flow_id: "daily" };
const type = "io.kestra.plugin.core.trigger.Schedule";

describe("backfillWindow", () => {
  it("goes back from now, whatever the units", () => {
    expect(backfillWindow({ days: 1, hours: 2, minutes: 30 }, now)).toEqual({
      start: "2026-04-30T07:30:00.000Z",
      end: "2026-05-01T10:00:00.000Z",
    });
  });

  it("is what was given, without an end too, whatever the zones", () => {
    const start = "2026-05-01T11:30:00+02:00";
    expect(backfillWindow({ ...ago, start }, now)).toEqual({ start, end: undefined });
    expect(backfillWindow({ ...ago, start, end: "2026-05-01T09:31" }, now)).toEqual({
      start,
      end: "2026-05-01T09:31",
    });
    expect(backfillWindow({ ...ago, start: "2026-04-30", end: "" }, now).end).toBe(undefined);
    expect(backfillWindow({ ...ago, start: "7d", end: "PT12H" }, now)).toEqual({
      start: "2026-04-24T10:00:00.000Z",
      end: "2026-04-30T22:00:00.000Z",
    });
  });

  it.each([
    [{}, "must be provided"],
    [{ end: "2026-04-30" }, "must be provided"],
    [{ start: "2026-04-30", hours: 1 }, "not both"],
    [{ start: "2026-04-30", end: "2026-04-30" }, "must lie before"],
    [{ start: "2026-04-30T00:00:00+02:00", end: "2026-04-29T21:59:00Z" }, "must lie before"],
    [{ start: "2026-05-01T10:00:01Z" }, "has not come yet"],
    [{ start: "1969-12-31" }, "before 1970"],
    [{ days: 1e9 }, "before 1970"],
    [{ days: Number.MAX_SAFE_INTEGER }, "before 1970"],
  ])("is refused: %j", (wish, words) => {
    expect(() => backfillWindow({ ...ago, ...wish }, now)).toThrow(words);
  });
});

describe("emptyWindow", () => {
  const window = { start: "2026-04-01T00:00:00Z", end: "2026-04-02T00:00:00Z" };
  it.each([
    ["a date in it", { backfill: window }, "2026-04-01T09:00:00Z", false],
    ["no date in it up to 1.3", { backfill: window }, "2026-05-02T09:00:00Z", true],
    ["no date in it from 2.0 on", {}, "2026-05-02T09:00:00Z", true],
    ["nothing known of the next date", { backfill: window }, undefined, false],
    ["an execution in place of a backfill", { executionId: "5xYz" }, undefined, false],
  ])("speaks where nothing will run: %s", (_, created, next, speaks) => {
    expect("message" in emptyWindow(created, next)).toBe(speaks);
  });
});

describe("backfillLabels", () => {
  const labels = [{ key: "team", value: "data: a" }];
  it.each([
    [{ team: "data: a" }, labels],
    [[{ key: "team", value: "data: a" }], labels],
    [["team:data: a"], labels],
    [["team: data: a"], labels],
    [
      { n: 3, yes: true },
      [
        { key: "n", value: "3" },
        { key: "yes", value: "true" },
      ],
    ],
    [[], []],
    [undefined, undefined],
  ])("reads %j", (given, expected) => {
    expect(backfillLabels(given)).toEqual(expected);
  });

  it.each([
    "a:b",
    3,
    [3],
    ["none"],
    [":b"],
    ["a:"],
    ["a b:c"],
    [{ value: "a" }],
    [{ key: "a" }],
    { "": "a" },
    { "a b": "c" },
    { "a:b": "c" },
    { x: "" },
    { none: null },
    { x: {} },
  ])("refuses %j", (given) => {
    expect(() => backfillLabels(given)).toThrow(InputError);
  });
});

describe("scheduleOf", () => {
  const triggers = [
    { id: "hook", type: "io.kestra.plugin.core.trigger.Webhook" },
    { id: "off", type, disabled: true },
    { id: "on", type },
    { id: "dates", type: "io.kestra.plugin.core.trigger.ScheduleOnDates" },
  ];

  it("is the first that is not disabled, else the first, else the one that was asked for", () => {
    expect(scheduleOf({ triggers }, of).id).toBe("on");
    expect(scheduleOf({ triggers: triggers.slice(0, 2) }, of).id).toBe("off");
    expect(scheduleOf({ triggers }, of, "dates").id).toBe("dates");
  });

  it.each([
    [{ triggers: null }, undefined, "No Schedule trigger found in company/daily"],
    [{}, undefined, "No Schedule trigger found in company/daily"],
    [{ triggers }, "hook", "is not a schedule, but a io.kestra.plugin.core.trigger.Webhook"],
    [{ triggers }, "nope", "company/daily has no trigger nope. Its schedules are off, on, dates."],
    [{ triggers: triggers.slice(0, 1) }, "nope", "It has no schedule."],
  ])("is refused: %j %s", (flow, asked, words) => {
    expect(() => scheduleOf(flow, of, asked)).toThrow(words);
  });
});

describe("keptTrigger", () => {
  it("waits for a trigger that Kestra does not keep yet, and not for ever", async () => {
    const waits: number[] = [];
    const sleep = (ms: number) => Promise.resolve(void waits.push(ms));
    let looks = 0;
    const late = () => Promise.resolve(++looks < 3 ? [] : [{ triggerId: "on", disabled: false }]);
    expect(await keptTrigger("on", late, sleep)).toEqual({ triggerId: "on", disabled: false });
    expect([looks, waits.length]).toEqual([3, 2]);
    expect(await keptTrigger("on", () => Promise.resolve([{ triggerId: "other" }]), sleep)).toEqual({});
    const disabled = () => Promise.resolve([{ triggerId: "on", disabled: looks++ < 5 }]);
    expect(await keptTrigger("on", disabled, sleep)).toEqual({ triggerId: "on", disabled: false });
    const ever = () => Promise.resolve([{ triggerId: "on", disabled: true }]);
    expect(await keptTrigger("on", ever, sleep)).toEqual({ triggerId: "on", disabled: true });
    expect(waits.length).toBeLessThan(40);
  });
});

describe("backfill_executions", () => {
  const flow = { triggers: [{ id: "on", type }] };
  const created = { namespace: "company", flowId: "daily", triggerId: "on", disabled: false };
  const call = { ...of, days: 1 };

  it.each([
    ["the flow is", { ...flow, disabled: true }, []],
    ["its trigger is, in the flow", { triggers: [{ id: "on", type, disabled: true }] }, []],
    ["what Kestra keeps of it is", flow, [{ triggerId: "on", disabled: true }]],
  ])("changes nothing where %s disabled", async (_, found, results) => {
    await expect(ask(backfill, call, [found, { results, total: 1 }])).rejects.toThrow("disabled");
  });

  it.each([
    ["1.3", "PUT /triggers"],
    ["2.0", "PUT /triggers/backfill/create"],
  ])("ends a backfill that still runs before it creates the next, on %s", async (line, create) => {
    const running = { results: [{ triggerId: "on", disabled: false, backfill: { start: "x" } }], total: 1 };
    const backfillNow = { start: "2026-04-30T10:00:00Z", end: "2026-05-01T10:00:00Z", paused: false };
    const { output, requests } = await ask(
      backfill,
      call,
      [flow, running, {}, { ...created, backfill: backfillNow }],
      line,
    );
    expect(requests).toEqual([
      "GET /flows/company/daily",
      "GET /triggers/company/daily",
      "POST /triggers/backfill/delete",
      create,
    ]);
    const ids = { namespace: "company", flowId: "daily", triggerId: "on" };
    expect(output).toEqual({ ...ids, disabled: false, backfill: backfillNow });
  });
});
