import { describe, expect, it } from "vitest";
import { executionFact } from "../../../../specs/steps/diagnosis/facts/execution-fact.ts";
import { inOrder, type TimelineEvent } from "../../../../specs/steps/timeline/event.ts";
import { executionEvents } from "../../../../specs/steps/timeline/execution-events.ts";
import { leftOut } from "../../../../specs/steps/timeline/left-out.ts";
import { auditEvents, logEvents, triggerEvents } from "../../../../specs/steps/timeline/other-events.ts";
import { timelineWish } from "../../../../specs/steps/timeline/timeline-wish.ts";
import { lines, readScenario } from "../../../sandbox/replay/recording.ts";

const same = (text: string) => text;

describe.each(lines)("the events of a recorded execution of %s", (line) => {
  const recorded = (name: string) =>
    executionEvents(
      executionFact(readScenario(line, "retries").exchanges.find((it) => it.name === name)?.response.body),
    );

  it("hold its attempts and its restart", () => {
    const { events } = inOrder(recorded("get the restarted errors block"), 100, same);
    const told = events.map(
      ({ kind, event }) => `${kind} ${event.replace(/ on worker .*/, "").replace(/(CREATED).*/, "$1")}`,
    );
    expect(told.filter((it) => it.startsWith("execution"))).toEqual([
      "execution CREATED",
      "execution RUNNING",
      "execution FAILED",
      "execution RESTARTED",
      "execution RUNNING",
      "execution FAILED",
    ]);
    expect(told.filter((it) => it.startsWith("attempt"))).toEqual([
      "attempt attempt 0 FAILED",
      "attempt attempt 1 FAILED",
    ]);
    expect(events[0]?.event).toContain("restarted later");
    expect(events.find(({ kind, event }) => kind === "execution" && event === "RESTARTED")?.gap).toMatch(
      /^1\d s$/,
    );
  });
});

describe("an execution", () => {
  it("tells where it comes from", () => {
    const [created] = executionEvents(
      executionFact({
        id: "e2",
        namespace: "company.team",
        flowId: "report",
        originalId: "e1",
        labels: [
          { key: "system.from", value: "trigger" },
          { key: "team", value: "data" },
        ],
        trigger: { id: "after", type: "x.Flow", variables: { executionId: "e0" } },
        state: { current: "CREATED", histories: [{ state: "CREATED", date: "2026-05-01T10:00:00Z" }] },
      }),
    );
    expect(created?.event).toBe(
      "CREATED by after after execution e0 as a replay of e1 from trigger, labels team:data",
    );
  });
});

describe("events", () => {
  const event = (time: string, object = "o"): TimelineEvent => ({
    time,
    kind: "log",
    object,
    event: "line\nkey",
  });

  it("come in order, masked and on one line, the newest where there are too many", () => {
    const all = [
      event("2026-05-01T10:00:02Z"),
      event("2026-05-01T10:00:00Z"),
      event("2026-05-01T10:00:01.5Z", "p"),
      event(""),
    ];
    const { events, left } = inOrder(all, 2, (text) => text.replace("key", "***"));
    expect(left).toBe(1);
    expect(events).toEqual([
      { time: "2026-05-01T10:00:01.5Z", kind: "log", object: "p", event: "line ***" },
      { time: "2026-05-01T10:00:02Z", kind: "log", object: "o", event: "line ***", gap: "2 s" },
    ]);
  });

  it("are of logs, triggers and users", () => {
    const line = {
      namespace: "a",
      flowId: "b",
      triggerId: "t",
      level: "WARN",
      message: "x\n\tat y",
      timestamp: "z",
    };
    expect(logEvents([line], same)).toEqual([
      { time: "z", kind: "log", object: "a/b trigger t", event: "WARN x" },
    ]);
    const trigger = { namespace: "a", flowId: "b", triggerId: "t", lastDate: "1", lastTriggeredDate: "2" };
    expect(triggerEvents([trigger]).map((it) => it.event)).toEqual(["evaluated last", "fired last"]);
    const entry = {
      auditLog: { type: "UPDATE", date: "1", detail: { resourceType: "FLOW", namespace: "a", flowId: "b" } },
      user: { username: "ada" },
    };
    expect(auditEvents([entry])).toEqual([
      { time: "1", kind: "audit", object: "user ada", event: "UPDATE FLOW a b" },
    ]);
  });

  it("that are left out are told of, and nothing else", () => {
    expect(leftOut(0, { lines: { results: [1], total: 1 }, audit: undefined })).toBeUndefined();
    expect(leftOut(3, { lines: { results: [1], total: 5 } })).toMatch(
      /^3 earlier events.* Of 5 lines the newest 1 are told of\.$/,
    );
  });
});

describe("the window", () => {
  const now = new Date("2026-05-02T00:00:00Z");

  it("is the day up to its end, of which each may be a length before now", () => {
    const { window } = timelineWish({}, now);
    expect(window).toEqual({ from: "2026-05-01T00:00:00.000Z", to: "2026-05-02T00:00:00.000Z" });
    const { window: before, executions } = timelineWish({ end_date: "24h" }, now);
    expect(before).toEqual({ from: "2026-04-30T00:00:00.000Z", to: "2026-05-01T00:00:00.000Z" });
    expect(executions).toEqual({ start_date: before.from, end_date: before.to });
  });

  it("is of a flow in a namespace", () => {
    expect(() => timelineWish({ flow_id: "report" }, now)).toThrow(
      "namespace is required, or flow_id as namespace/flow_id.",
    );
  });
});
