import { describe, expect, it } from "vitest";
import { triggersWithState } from "../../../../generated/operations/triggers.ts";
import { forRelease } from "../../../../runtime/per-line.ts";
import {
  preconditionCauses,
  preconditionsOf,
} from "../../../../specs/steps/diagnosis/precondition-causes.ts";
import { switchCauses, switchFacts } from "../../../../specs/steps/diagnosis/switch-causes.ts";
import {
  conditionCauses,
  triggerCauses,
  type TriggerFacts,
} from "../../../../specs/steps/diagnosis/trigger-causes.ts";
import { triggerFact } from "../../../../specs/steps/diagnosis/facts/trigger-fact.ts";
import { lines, readScenario } from "../../../sandbox/replay/recording.ts";
import { ago, codes, executionIn, messages, now } from "./facts.ts";

const type = "io.kestra.plugin.core.trigger.Schedule";
const row = (state: object = {}, definition: object = {}) => ({
  ...{ namespace: "company.team", flowId: "report", triggerId: "daily", type },
  nextDate: ago(-60),
  definition,
  ...state,
});
const facts = (state: object = {}, more: Partial<TriggerFacts> = {}, trigger: object = {}): TriggerFacts => ({
  now,
  trigger: triggerFact(row(state, trigger)),
  isFlowDisabled: false,
  lines: [],
  ...more,
});

describe.each(lines)("recorded triggers of %s", (line) => {
  it("are disabled, or fine", () => {
    const { exchanges } = readScenario(line, "triggers");
    const { read } = triggersWithState;
    const reader = typeof read === "function" ? read : forRelease(line, read);
    const body = exchanges.find(({ name }) => name === "search")?.response.body;
    const answer = {
      status: 200,
      mediaType: "application/json",
      text: JSON.stringify(body),
    };
    const triggers = reader(answer, { sort: [] }).results.map(triggerFact);
    const soon = Math.min(...triggers.map(({ next }) => Date.parse(next ?? ""))) - 1000;
    const found = triggers.flatMap((trigger) =>
      triggerCauses({ now: soon, trigger, isFlowDisabled: false, lines: [] }),
    );
    expect(found.map(({ cause, object }) => `${cause} ${object}`)).toEqual([
      "trigger_disabled company.data/two_schedules trigger five_minutes",
    ]);
  });
});

describe("a trigger", () => {
  it.each<[string, object, Partial<TriggerFacts>, object?]>([
    ["trigger_disabled", { disabled: true }, {}],
    ["trigger_disabled", { disabledInFlow: true }, {}, { disabled: true }],
    ["trigger_locked", { locked: true, updatedAt: ago(10) }, {}],
    ["trigger_locked", { locked: true, updatedAt: ago(0), nextDate: ago(10) }, {}],
    ["trigger_locked", { evaluatedSince: ago(10) }, {}],
    ["trigger_waits", { executionId: "e9" }, {}],
    ["trigger_late", { nextDate: ago(10) }, {}],
    ["backfill_paused", { backfill: { start: ago(90), paused: true } }, {}],
    ["trigger_failing", {}, { lines: [{ level: "ERROR", message: "no bucket\nat x", timestamp: ago(5) }] }],
  ])("has the cause %s", (code, state, more, trigger) => {
    expect(codes(triggerCauses(facts(state, more, trigger)))).toEqual([code]);
  });

  it.each<[string, object, Partial<TriggerFacts>]>([
    ["is due later", {}, {}],
    ["is being evaluated", { locked: true, updatedAt: ago(0.5) }, {}],
    ["was due a moment ago", { nextDate: ago(0.5) }, {}],
    ["runs a backfill", { backfill: { start: ago(90), paused: false }, nextDate: ago(60) }, {}],
    ["is of a disabled flow", { disabled: true, nextDate: ago(10) }, { isFlowDisabled: true }],
    ["warns", {}, { lines: [{ level: "WARN", message: "slow", timestamp: ago(5) }] }],
    [
      "was evaluated well after an error",
      { lastDate: ago(1) },
      { lines: [{ level: "ERROR", message: "x", timestamp: ago(9) }] },
    ],
  ])("has no cause where it %s", (_, state, more) => {
    expect(triggerCauses(facts(state, more))).toEqual([]);
  });

  it("is disabled by its state, which a call enables, or by its YAML, which alone does", () => {
    const of = { namespace: "company.team", flow_id: "report" };
    const [byState] = triggerCauses(facts({ disabled: true }, {}, { stopAfter: ["FAILED"] }));
    expect(byState?.message.toString()).toBe(
      "The trigger daily of company.team/report is disabled by its state.",
    );
    expect(byState?.evidence.map(({ field }) => field)).toEqual(["state.disabled", "stopAfter"]);
    expect(byState?.next).toEqual({
      tool: "manage_trigger",
      arguments: { action: "enable", ...of, trigger_id: "daily" },
    });
    const [byYaml] = triggerCauses(facts({ disabledInFlow: true }));
    expect(byYaml?.message.toString()).toBe(
      "The trigger daily of company.team/report is disabled in the YAML of its flow, and only a changed YAML enables it.",
    );
    expect(byYaml?.next).toEqual({ tool: "manage_flow", arguments: { action: "get_yaml", ...of } });
    const [both] = triggerCauses(facts({ disabled: true }, {}, { disabled: true }));
    expect(both?.message.toString()).toContain(
      "Its state is disabled, too, and is to be enabled after that.",
    );
    expect(both?.next).toEqual(byYaml?.next);
  });

  it("is locked for nothing where its execution does not exist, or ended long ago", () => {
    const waiting = facts({ executionId: "e9", nextDate: ago(20) });
    const heldBy = (holder: NonNullable<TriggerFacts["trigger"]["holder"]>) =>
      triggerCauses({ ...waiting, trigger: { ...waiting.trigger, holder } });
    const [gone] = heldBy("gone");
    expect(gone).toMatchObject({ cause: "trigger_locked", next: { arguments: { action: "unlock" } } });
    expect(gone?.message.toString()).toContain("the execution e9, which does not exist any more.");
    expect(codes(heldBy(executionIn(["CREATED", "SUCCESS"], 10)))).toEqual(["trigger_locked"]);
    expect(codes(heldBy(executionIn(["CREATED", "SUCCESS"], 0)))).toEqual(["trigger_waits"]);
    expect(codes(heldBy(executionIn(["CREATED", "RUNNING"], 10)))).toEqual(["trigger_waits"]);
  });

  it("that is late is restarted, where a scheduler runs", () => {
    const next = {
      tool: "manage_trigger",
      arguments: {
        action: "restart",
        namespace: "company.team",
        flow_id: "report",
        trigger_id: "daily",
      },
    };
    expect(triggerCauses(facts({ nextDate: ago(10) }))[0]?.next).toEqual(next);
    expect(triggerCauses(facts({ nextDate: ago(10) }, { schedulers: [] }))[0]?.next).toBeUndefined();
  });

  it("is late by itself, or with the scheduler, as the others show", () => {
    const other = (state: object) => triggerFact({ ...row(state), triggerId: "other" });
    const lateWith = (...others: readonly object[]) =>
      triggerCauses(facts({ nextDate: ago(10) }, { others: others.map(other) }))[0];
    const alone = lateWith({ lastDate: ago(5) }, { lastDate: ago(20) });
    expect(alone?.message.toString()).toContain("the scheduler is at work");
    expect(alone?.next).toMatchObject({ arguments: { action: "restart" } });
    expect(alone?.evidence).toContainEqual({
      field: "evaluated meanwhile",
      value: "company.team/report trigger other",
      time: ago(5),
    });
    const all = lateWith({ lastDate: ago(20), nextDate: ago(5) });
    expect(all?.message.toString()).toContain("1 more is late");
    expect(all?.next).toBeUndefined();
    const unknown = lateWith({ lastDate: ago(20) });
    expect(unknown?.message.toString()).toContain("it or the scheduler stands still");
    expect(unknown?.next).toBeDefined();
  });

  it("is certainly late where no scheduler runs", () => {
    const down = { id: "s1", name: "s1", state: "DISCONNECTED" };
    const [cause] = triggerCauses(facts({ nextDate: ago(10) }, { schedulers: [down] }));
    expect(cause).toMatchObject({ cause: "trigger_late", certainty: "certain" });
    const [other] = triggerCauses(
      facts({ nextDate: ago(10) }, { schedulers: [down, { ...down, state: "RUNNING" }] }),
    );
    expect(other?.certainty).toBe("probable");
  });

  it("may be held back by its condition, where it was evaluated and started nothing", () => {
    const state = { lastDate: ago(30) };
    const trigger = { conditions: [{ type: "io.kestra.plugin.core.condition.DayWeek" }] };
    expect(conditionCauses(facts(state, {}, trigger), undefined)[0]).toMatchObject({
      cause: "condition_set",
      certainty: "probable",
    });
    expect(conditionCauses(facts(state, {}, trigger), ago(30))).toEqual([]);
    expect(conditionCauses(facts(state), undefined)).toEqual([]);
    expect(conditionCauses(facts({}, {}, trigger), undefined)).toEqual([]);
  });
});

describe("preconditions", () => {
  const flows = ["a", "b", "c"].map((flowId) => ({ namespace: "company.team", flowId, states: ["SUCCESS"] }));
  const type = "io.kestra.plugin.core.trigger.Flow";
  const of = (trigger: object) => preconditionsOf([{ id: "all", type, ...trigger }])[0];
  const done = (flowId: string, state = "SUCCESS", minutes = 5) =>
    executionIn(["CREATED", state], minutes, { id: `x${flowId}`, flowId });
  const causes = (
    trigger: object,
    seen: Parameters<typeof preconditionCauses>[0]["seen"],
    firedLast?: string,
  ) => {
    const preconditions = of(trigger);
    if (preconditions === undefined) throw new Error("No preconditions");
    return preconditionCauses({
      namespace: "company.team",
      flowId: "report",
      preconditions,
      seen,
      firedLast,
    });
  };

  it.each<[string, object, string]>([
    ["preconditions", { preconditions: { id: "p", flows, timeWindow: { window: "PT6H" } } }, "PT6H"],
    ["dependsOn", { dependsOn: flows, window: "PT6H" }, "PT6H"],
    ["dependsOn", { dependsOn: flows }, "P1D"],
    [
      "conditions",
      {
        conditions: [
          {
            type: "x.MultipleCondition",
            window: "PT6H",
            conditions: Object.fromEntries(flows.map((it) => [it.flowId, it])),
          },
        ],
      },
      "PT6H",
    ],
  ])("stand in %s", (field, trigger, window) => {
    expect(of(trigger)).toMatchObject({ field, needed: 3, window });
    const [cause] = causes(trigger, [[done("a")], [done("b", "FAILED")], []]);
    expect(cause).toMatchObject({ cause: "precondition_missing", limit: `${field} 3`, certainty: "certain" });
    expect(cause?.message.toString()).toContain(
      `waits for 3, and 1 happened within ${window}. Missing: company.team/b`,
    );
    expect(cause?.evidence.map(({ value }) => value)).toEqual([
      "company.team/a (SUCCESS): xa SUCCESS",
      "company.team/b (SUCCESS): last xb FAILED",
      "company.team/c (SUCCESS): no execution",
      window,
    ]);
  });

  it("are met by as many as are needed", () => {
    expect(causes({ dependsOn: flows, minSatisfied: 2 }, [[done("a")], [done("b")], []])).toEqual([]);
    expect(causes({ dependsOn: flows }, [[done("a")], [done("b")], [done("c")]])).toEqual([]);
  });

  it("count anew after the trigger fired, and are fine until something happens", () => {
    expect(causes({ dependsOn: flows }, [[done("a", "SUCCESS", 9)], [], []], ago(5))).toEqual([]);
    const [cause] = causes(
      { dependsOn: flows },
      [[done("a", "SUCCESS", 2)], [done("b", "SUCCESS", 9)], []],
      ago(5),
    );
    expect(cause?.message.toString()).toContain("1 happened");
  });

  it("are probably missing where not all could be looked up", () => {
    expect(causes({ dependsOn: flows }, [undefined, [], []])[0]?.certainty).toBe("probable");
  });

  it("are none of other triggers, or disabled ones", () => {
    expect(of({})).toBeUndefined();
    expect(of({ dependsOn: flows, disabled: true })).toBeUndefined();
    expect(of({ dependsOn: flows, type: "x.Schedule" })).toBeUndefined();
  });
});

describe("switches", () => {
  const off = {
    id: "k",
    name: "stop",
    enabled: true,
    evaluationType: "IGNORE",
    namespace: "company",
    tenantId: "main",
  };
  const target = { now, namespace: "company.team", flowId: "report", executionId: "e1", tenant: "main" };
  const causes = (more: object) => switchCauses(target, switchFacts({ killSwitches: [{ ...off, ...more }] }));

  it("hold what they are for", () => {
    for (const more of [{}, { flowId: "report" }, { executionIds: ["e1"] }, { namespace: undefined }])
      expect(causes(more)[0]).toMatchObject({
        cause: "kill_switch",
        object: "kill switch stop",
        certainty: "certain",
      });
    expect(codes(switchCauses(target, switchFacts({ inMaintenance: true })))).toEqual(["maintenance"]);
  });

  it("are probably for a tenant that is not known", () => {
    const facts = switchFacts({ killSwitches: [off] });
    expect(switchCauses({ now, namespace: "company.team" }, facts)[0]?.certainty).toBe("probable");
  });

  it.each<[string, object]>([
    ["off", { enabled: false }],
    ["deleted", { deleted: true }],
    ["over", { endDate: ago(1) }],
    ["to begin", { startDate: ago(-1) }],
    ["to pass", { evaluationType: "PASS" }],
    ["of another namespace", { namespace: "company.te" }],
    ["of another flow", { flowId: "other" }],
    ["of other executions", { executionIds: ["e2"] }],
    ["of another tenant", { tenantId: "other" }],
  ])("hold nothing where they are %s", (_, more) => {
    expect(messages(causes(more))).toEqual([]);
  });
});
