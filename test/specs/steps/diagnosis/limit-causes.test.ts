import { describe, expect, it } from "vitest";
import {
  queueCauses,
  refusedCauses,
  type LimitFacts,
} from "../../../../specs/steps/diagnosis/limit-causes.ts";
import {
  countedTenant,
  quotaCausesOf,
  slaCauses,
  quotaCounter,
} from "../../../../specs/steps/diagnosis/quota-causes.ts";
import { flowFact, flowNamed } from "../../../../specs/steps/diagnosis/facts/flow-fact.ts";
import { ago, codes, executionIn, now, runIn } from "./facts.ts";

const place = "company.team/report";
const holder = executionIn(["CREATED", "RUNNING"], 60, { id: "h1" });
const queue = { limit: 1, behavior: "QUEUE" };
const facts = (more: Partial<LimitFacts>): LimitFacts => ({
  now,
  place,
  holders: [],
  concurrency: queue,
  ...more,
});

describe("a queued execution", () => {
  const execution = executionIn(["CREATED", "QUEUED"], 5);

  it("waits for who holds the slots", () => {
    const [cause] = queueCauses(facts({ execution, holders: [holder], queued: 3, counted: 1 }));
    expect(cause).toMatchObject({
      cause: "flow_limit",
      certainty: "certain",
      limit: "concurrency.limit 1 (QUEUE)",
    });
    expect(cause?.evidence.map(({ field, value }) => `${field} ${value}`)).toEqual([
      "holder h1 RUNNING",
      "queued 3",
      "concurrency-limit.running 1",
      "state QUEUED",
    ]);
  });

  it("of a flow is explained by the holder that has run longest, whoever came first", () => {
    const early = {
      ...executionIn(["CREATED", "QUEUED", "RUNNING"], 5, { id: "h0" }),
      startDate: ago(300),
      histories: [
        { state: "QUEUED", date: ago(300) },
        { state: "RUNNING", date: ago(5) },
      ],
    };
    const of = { queued: 1, concurrency: { limit: 2, behavior: "QUEUE" } };
    const [cause] = queueCauses(facts({ ...of, holders: [early, holder] }));
    expect(cause?.next).toEqual({ tool: "diagnose", arguments: { execution_id: "h1" } });
    const [unread] = queueCauses(facts({ ...of, holding: 2 }));
    expect(unread?.next).toBeUndefined();
    const [asked] = queueCauses(facts({ ...of, execution, holders: [early, holder] }));
    expect(asked?.next?.tool).toBe("force_run_execution");
  });

  it("may wait for a slot that nobody holds, where Kestra counts more than run", () => {
    const [cause] = queueCauses(facts({ execution, counted: 1 }));
    expect(cause).toMatchObject({ cause: "limit_counter_stale", certainty: "probable" });
    const next = { tool: "force_run_execution", arguments: { execution_id: "e1" } };
    expect(cause?.next).toEqual(next);
    const [ofFlow] = queueCauses(facts({ oldest: execution, queued: 1, counted: 1 }));
    expect(ofFlow?.next).toEqual(next);
  });

  it("has no cause where a slot was just freed, or nothing is known", () => {
    expect(queueCauses(facts({ execution: executionIn(["CREATED", "QUEUED"], 0.1), counted: 1 }))).toEqual(
      [],
    );
    expect(queueCauses(facts({ execution, counted: 0 }))).toEqual([]);
    expect(queueCauses(facts({ execution }))).toEqual([]);
    expect(queueCauses(facts({ execution, concurrency: undefined, holders: [holder] }))).toEqual([]);
    expect(queueCauses(facts({ execution: holder, holders: [holder] }))).toEqual([]);
    expect(queueCauses(facts({ queued: 0, holders: [holder] }))).toEqual([]);
  });
});

describe("an execution that ended as it came", () => {
  const execution = executionIn(["CREATED", "CANCELLED"], 5);
  const cancel = { limit: 1, behavior: "CANCEL" };

  it("was refused by its flow's limit", () => {
    const [cause] = refusedCauses(facts({ execution, concurrency: cancel, holders: [holder] }));
    expect(cause).toMatchObject({ cause: "refused_by_limit", certainty: "certain" });
    expect(cause?.evidence.map(({ time }) => time)).toContain(ago(5));
  });

  it("was probably so where nobody is seen to have held it", () => {
    const before = executionIn(["CREATED", "RUNNING", "SUCCESS"], 30, { id: "h2" });
    expect(refusedCauses(facts({ execution, concurrency: cancel, holders: [before] }))[0]?.certainty).toBe(
      "probable",
    );
  });

  it("was not where the limit does otherwise, a task ran, or it ran itself", () => {
    expect(refusedCauses(facts({ execution, concurrency: queue, holders: [holder] }))).toEqual([]);
    expect(
      refusedCauses(facts({ execution, concurrency: { limit: 1, behavior: "FAIL" }, holders: [holder] })),
    ).toEqual([]);
    const ran = executionIn(["CREATED", "CANCELLED"], 5, { taskRunList: [runIn("a", "KILLED")] });
    expect(refusedCauses(facts({ execution: ran, concurrency: cancel, holders: [holder] }))).toEqual([]);
    const later = executionIn(["CREATED", "RUNNING", "CANCELLED"], 5);
    expect(refusedCauses(facts({ execution: later, concurrency: cancel, holders: [holder] }))).toEqual([]);
  });
});

describe("a quota", () => {
  const quota = { limit: 10, duration: "PT1H", behavior: "CANCEL" };
  const flow = (more: Readonly<Record<string, unknown>> = {}) => flowNamed("company.team", "report", more);
  const spaces = [{ id: "company", raw: { quotas: [quota] } }];
  const counter = (more: object = {}) =>
    quotaCounter({ namespace: "company", start: ago(30), count: 10, ...more });
  const refused = [executionIn(["CREATED", "CANCELLED"], 5)];

  it("is reached in its window, and names whom it refused", () => {
    const [cause, ...others] = quotaCausesOf(flow(), { spaces }, { now, counters: [counter()], refused });
    expect(others).toEqual([]);
    expect(cause).toMatchObject({
      cause: "quota_reached",
      object: "quota of namespace company",
      limit: "quotas.limit 10 in PT1H (CANCEL)",
    });
    expect(cause?.message.toString()).toContain(`until ${ago(-30)}`);
    expect(cause?.evidence[1]).toEqual({
      field: "refused",
      value: "e1 of company.team/report CANCELLED",
      time: ago(5),
    });
  });

  it("is probable where the counter may be that of another quota", () => {
    const several = [{ id: "company", raw: { quotas: [quota, { ...quota, limit: 100, duration: "P1D" }] } }];
    const facts = { now, counters: [counter({ count: 80 })], refused: [] };
    expect(quotaCausesOf(flow(), { spaces: several }, facts)).toMatchObject([{ certainty: "probable" }]);
    expect(quotaCausesOf(flow(), { spaces }, facts)).toMatchObject([{ certainty: "certain" }]);
  });

  it("of a flow is its own", () => {
    const counters = [counter({ namespace: "company.team", flowId: "report" })];
    expect(
      codes(quotaCausesOf(flow({ quotas: [quota] }), { spaces: [] }, { now, counters, refused: [] })),
    ).toEqual(["quota_reached"]);
  });

  it("of the tenant is that of no namespace", () => {
    const tenant = { id: "main", raw: { quotas: [quota] } };
    const ofTenant = counter({ tenantId: "main", namespace: null, flowId: null });
    const [cause, ...others] = quotaCausesOf(
      flow(),
      { spaces: [], tenant },
      { now, counters: [counter(), ofTenant], refused },
    );
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ cause: "quota_reached", object: "quota of tenant main" });
    expect(cause?.evidence).toHaveLength(2);
    expect(countedTenant([counter(), ofTenant])).toBe("main");
    expect(countedTenant([counter()])).toBeUndefined();
    const facts = { now, counters: [counter()], refused };
    expect(quotaCausesOf(flow(), { spaces: [], tenant }, facts)).toEqual([]);
  });

  it.each<[string, object]>([
    ["has room", { count: 9 }],
    ["is over", { start: ago(90) }],
    ["is of another namespace", { namespace: "other" }],
    ["is of a flow", { flowId: "another" }],
  ])("is no cause where it %s", (_, more) => {
    expect(quotaCausesOf(flow(), { spaces }, { now, counters: [counter(more)], refused: [] })).toEqual([]);
  });
});

describe("an SLA", () => {
  const flow = flowFact({
    id: "report",
    namespace: "company.team",
    sla: [{ id: "five", type: "MAX_DURATION", duration: "PT5M", behavior: "CANCEL" }],
  });

  it("probably ended what took as long as it allows", () => {
    const long = executionIn(["CREATED", "RUNNING", "a", "b", "c", "d", "CANCELLED"], 1);
    expect(slaCauses(long, flow)[0]).toMatchObject({
      cause: "sla_violated",
      certainty: "probable",
      limit: "sla.duration PT5M (CANCEL)",
    });
  });

  it("did not end what was shorter, ended otherwise, or never ended", () => {
    expect(slaCauses(executionIn(["CREATED", "RUNNING", "CANCELLED"], 1), flow)).toEqual([]);
    expect(slaCauses(executionIn(["CREATED", "RUNNING", "a", "b", "c", "d", "FAILED"], 1), flow)).toEqual([]);
    expect(slaCauses(executionIn(["CREATED"], 60), flow)).toEqual([]);
  });
});
