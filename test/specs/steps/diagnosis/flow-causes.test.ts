import { describe, expect, it } from "vitest";
import { causesOf } from "../../../../specs/steps/diagnosis/cause.ts";
import { flowNamed } from "../../../../specs/steps/diagnosis/facts/flow-fact.ts";
import {
  failureNow,
  flowRules,
  wellFlow,
  type FlowFacts,
} from "../../../../specs/steps/diagnosis/flow-causes.ts";
import { ofTrigger } from "../../../../specs/steps/diagnosis/one-trigger.ts";
import { quotaCounter } from "../../../../specs/steps/diagnosis/quota-causes.ts";
import { triggerFact } from "../../../../specs/steps/diagnosis/facts/trigger-fact.ts";
import { ago, codes, executionIn, now } from "./facts.ts";

const type = "io.kestra.plugin.core.trigger.Schedule";
const kept = triggerFact({
  ...{ namespace: "company.team", flowId: "report", triggerId: "daily", type },
  nextDate: ago(-60),
});

function facts(raw: Readonly<Record<string, unknown>>, more: Partial<FlowFacts> = {}): FlowFacts {
  return {
    now,
    from: ago(1440),
    to: ago(0),
    flow: flowNamed("company.team", "report", { revision: 3, triggers: [{ id: "daily", type }], ...raw }),
    triggers: [kept],
    executions: [],
    lines: [],
    holders: [],
    awaited: [],
    counts: [],
    switches: { isInMaintenance: false, killSwitches: [] },
    counters: [],
    spaces: [],
    unknown: [],
    ...more,
  };
}

const causes = (raw: Readonly<Record<string, unknown>>, more: Partial<FlowFacts> = {}) =>
  causesOf(flowRules, facts(raw, more));

describe("a flow", () => {
  it("may have executions that are queued though Kestra counts more than run", () => {
    const executions = [2, 9].map((minutes) =>
      executionIn(["CREATED", "QUEUED"], minutes, { id: `e${minutes}` }),
    );
    const of = { executions, holding: 0, queued: 2, counted: 1 };
    expect(causes({ concurrency: { limit: 1 } }, of)).toMatchObject([
      { cause: "limit_counter_stale", next: { arguments: { execution_id: "e9" } } },
    ]);
    expect(causes({ concurrency: { limit: 1 } }, { ...of, counted: undefined })).toEqual([]);
  });

  it("is deleted, disabled, or a draft that does not run", () => {
    expect(codes(causes({ deleted: true }))).toEqual(["flow_deleted"]);
    expect(codes(causes({ disabled: true }))).toEqual(["flow_disabled"]);
    const executions = [executionIn(["CREATED", "SUCCESS"], 5, { flowRevision: 2 })];
    const [draft] = causes({ draft: true }, { executions });
    expect(draft).toMatchObject({ cause: "draft_revision", certainty: "certain" });
    expect(draft?.evidence[1]).toMatchObject({ field: "flowRevision", value: "2 ran last" });
  });

  it("has a trigger without a state that is disabled", () => {
    const triggers = [{ id: "hook", type: "x.Webhook", disabled: true }];
    expect(causes({ triggers })[0]).toMatchObject({
      cause: "trigger_disabled",
      object: "company.team/report trigger hook",
      next: { tool: "manage_flow" },
    });
  });

  it("is held by a quota only where the quota refused something of it", () => {
    const quota = { limit: 10, duration: "PT1H", behavior: "CANCEL" };
    const counters = [quotaCounter({ namespace: "company.team", start: ago(30), count: 10 })];
    const spaces = [{ id: "company.team", raw: { quotas: [quota] } }];
    const of = { counters, spaces };
    const refused = [executionIn(["CREATED", "CANCELLED"], 5)];
    expect(codes(causes({ disabled: true }, of))).toEqual(["flow_disabled"]);
    expect(codes(causes({ disabled: true }, { ...of, executions: refused }))).toEqual([
      "flow_disabled",
      "quota_reached",
    ]);
    expect(causes({}, of)).toEqual([]);
    expect(causes({}, { ...of, executions: refused })).toMatchObject([{ certainty: "certain" }]);
    const soon = [{ ...kept, next: ago(-10) }];
    expect(causes({}, { ...of, triggers: soon })).toMatchObject([
      { cause: "quota_reached", certainty: "probable" },
    ]);
    const hook = { id: "hook", type: "io.kestra.plugin.core.trigger.Webhook" };
    expect(codes(causes({ triggers: [{ id: "daily", type }, hook] }, of))).toEqual(["quota_reached"]);
  });

  it("failed where nothing has ended better since", () => {
    const failed = executionIn(["CREATED", "RUNNING", "FAILED"], 5);
    const well = executionIn(["CREATED", "RUNNING", "SUCCESS"], 1);
    const running = executionIn(["CREATED", "RUNNING"], 1);
    expect(failureNow([running, failed])).toBe(failed);
    expect(failureNow([well, failed])).toBeUndefined();
    const failure = { taskId: "load", message: "no table" };
    expect(codes(causes({}, { failed: { execution: failed, failure } }))).toEqual(["task_failed"]);
  });

  it("with which nothing is wrong says when it runs next", () => {
    expect(causes({})).toEqual([]);
    expect(wellFlow(facts({})).toString()).toContain(`trigger daily is due at ${ago(-60)}`);
    expect(wellFlow(facts({ triggers: [] }, { triggers: [] })).toString()).toContain(
      "runs only where it is started",
    );
    expect(wellFlow(facts({}, { triggers: [] })).toString()).toContain(
      "its triggers wait for what fires them",
    );
  });

  it("is looked at for one of its triggers alone", () => {
    const two = facts({
      triggers: [
        { id: "daily", type },
        { id: "other", type, disabled: true },
      ],
    });
    expect(codes(causesOf(flowRules, two))).toEqual(["trigger_disabled"]);
    expect(causesOf(flowRules, ofTrigger("daily", two))).toEqual([]);
    expect(() => ofTrigger("none", two)).toThrow("Its triggers are daily, other.");
  });
});
