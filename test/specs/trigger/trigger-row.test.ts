import { describe, expect, it } from "vitest";
import { is, triggerRow, typeFits } from "../../../specs/steps/trigger/trigger-row.ts";

const now = new Date("2026-05-01T12:00:00Z");
const found = { namespace: "company.team", flowId: "load", triggerId: "hourly", disabled: false };
const row = (more: object) => triggerRow({ ...found, ...more }, now);

describe("a trigger in a list", () => {
  it("is enabled where nothing else is to be said", () => {
    expect(
      row({ nextDate: "2026-05-01T13:00:00Z", lastDate: "2026-05-01T11:00:00Z", backfill: null }),
    ).toEqual({
      namespace: "company.team",
      flowId: "load",
      triggerId: "hourly",
      state: "ENABLED",
      nextDate: "2026-05-01T13:00:00Z",
      lastDate: "2026-05-01T11:00:00Z",
      disabled: false,
      locked: false,
    });
  });

  it("is late from a minute after it was due, and says for how long", () => {
    expect(row({ nextDate: "2026-05-01T11:59:00Z" })).toMatchObject({ state: "ENABLED" });
    expect(row({ nextDate: "2026-05-01T11:58:59Z" })).toMatchObject({ state: "LATE", lateSeconds: 61 });
  });

  it.each([
    [{ disabled: true }, "DISABLED"],
    [{ disabledInFlow: true }, "DISABLED"],
    [{ executionId: "5xYz" }, "LOCKED"],
    [{ backfill: { start: "2026-04-01T00:00:00Z", paused: false } }, "BACKFILL"],
    [{ backfill: { start: "2026-04-01T00:00:00Z", paused: true } }, "BACKFILL_PAUSED"],
  ])("is not late where %j says why it was not evaluated", (more, state) => {
    const told = row({ nextDate: "2026-04-30T12:00:00Z", ...more });
    expect(told).toMatchObject({ state });
    expect(told).not.toHaveProperty("lateSeconds");
  });

  it("is locked where it is evaluated for long, and late all the same", () => {
    const since = { evaluatedSince: "2026-05-01T11:00:00Z", nextDate: "2026-05-01T11:00:00Z" };
    expect(row(since)).toMatchObject({ state: "LOCKED", lateSeconds: 3600 });
    expect(is(row(since), "LATE") && is(row(since), "LOCKED") && is(row(since), "ENABLED")).toBe(true);
    expect(is(row({ locked: true }), "LOCKED")).toBe(true);
    expect(is(row({}), "BACKFILL") || is(row({}), "DISABLED") || is(row({}), "LATE")).toBe(false);
  });
});

it("a type is meant by its last words, whatever their case", () => {
  const type = "io.kestra.plugin.core.trigger.Schedule";
  expect(["Schedule", "schedule", "trigger.Schedule", type].map((wanted) => typeFits(type, wanted))).toEqual(
    Array.from({ length: 4 }, () => true),
  );
  expect(
    typeFits(type, "chedule") || typeFits(type, "ScheduleOnDates") || typeFits(undefined, "Schedule"),
  ).toBe(false);
});
