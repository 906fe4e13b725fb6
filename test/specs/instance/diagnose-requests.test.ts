import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { callTool } from "../../../runtime/call/call.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import type { Json } from "../../../runtime/json.ts";
import { answerOf } from "../../laws/support/answers.ts";
import { callerOn } from "../../laws/support/caller.ts";

const at = "2026-05-01T10:00:00Z";
const state = (current: string, ...before: string[]) => ({
  current,
  startDate: at,
  endDate: at,
  histories: [...before, current].map((name) => ({ state: name, date: at })),
});
const execution = (id: string, current: ReturnType<typeof state>, more: object = {}) => ({
  id,
  namespace: "company.team",
  flowId: id.startsWith("f") ? `flow_${id}` : "report",
  flowRevision: 1,
  state: current,
  ...more,
});
const rows = (...results: object[]) => ({ results, total: results.length });

/** What a Kestra answers: the first pattern that fits a request. */
type Answers = readonly (readonly [RegExp, unknown])[];

const groups = ["g1", "g2", "g3"].map((id) => ({
  id,
  name: id,
  subscriptions: [{ queue: { id: "q", name: "q", tags: ["gpu"] }, mode: "STRICT" }],
}));
const upstream = Array.from({ length: 10 }, (_, index) => ({
  namespace: "company.team",
  flowId: `up_${index}`,
}));

/** What every instance has, and a quota above the namespace and one of the tenant. */
const common: Answers = [
  [/worker-groups\/\w+\/capacity/, { subscriptions: [] }],
  [/worker-groups\/\w+\/workers/, { workers: [] }],
  [/worker-groups/, { workerGroups: groups }],
  [/worker-queues/, { workerQueues: [{ id: "q", name: "q", tags: ["gpu"] }] }],
  [
    /quota-limits/,
    [
      { namespace: "company", start: at, count: 9 },
      { tenantId: "main", namespace: null, flowId: null, start: at, count: 9 },
    ],
  ],
  [/tenants\/main/, { quotas: [] }],
  [/namespaces\//, { id: "company", quotas: [] }],
  [/configs/, {}],
  [/services\/search/, rows({ id: "w1", type: "WORKER", state: "DISCONNECTED" })],
  [/auditlogs/, rows()],
  [/triggers\/search/, rows()],
  [/concurrency-limit/, rows()],
  [/logs\/search/, { results: [] }],
];

/** Calls the tool, and tells how many requests it made, and how many that waited for others. */
async function asked(call: Readonly<Record<string, Json>>, line: string, answers: Answers, refusal?: string) {
  const tool = catalog.find(({ name }) => name === "diagnose");
  if (tool === undefined) throw new Error("diagnose is missing");
  const plans: RequestPlan[] = [];
  let rounds = 0;
  let open: (() => void)[] = [];
  const caller = callerOn(line, async (plan) => {
    plans.push(plan);
    const text = `${String(plan.path)}?${JSON.stringify(plan.query ?? {})}`;
    const found = [...answers, ...common].find(([pattern]) => pattern.test(text));
    if (found === undefined) throw new Error(`Nobody answers ${text}.`);
    // All that is asked before anything is answered is one round.
    await new Promise<void>((resolve) => {
      if (open.length === 0)
        setImmediate(() => {
          const waiting = open;
          open = [];
          rounds++;
          for (const go of waiting) go();
        });
      open.push(resolve);
    });
    return answerOf(found[1] as Json);
  });
  const result = await callTool(tool, call, caller);
  if (refusal !== undefined) expect(JSON.stringify(result.content)).toContain(refusal);
  else expect(result.isError, JSON.stringify(result.content)).toBeUndefined();
  return { requests: plans.length, rounds };
}

const flowWith = (more: object) => [/flows\//, { id: "report", namespace: "company.team", ...more }] as const;
const one = (current: ReturnType<typeof state>, more: object = {}) =>
  [/executions\/e1\?/, execution("e1", current, more)] as const;
const many = (...found: object[]) => [/executions\/search/, rows(...found)] as const;

const runOn = { workerSelector: { tags: ["gpu"] }, tasks: [{ id: "a", type: "x.Log" }] };
const running = {
  id: "r1",
  taskId: "a",
  state: state("RUNNING"),
  attempts: [{ state: state("RUNNING"), workerId: "w1" }],
};
const waiting = { id: "r2", taskId: "b", state: state("SUBMITTED") };
const failed = { id: "r1", taskId: "a", state: state("FAILED"), attempts: [{ state: state("FAILED") }] };
const triggers = [
  { id: "all", type: "io.kestra.plugin.core.trigger.Flow", dependsOn: upstream },
  { id: "again", type: "io.kestra.plugin.core.trigger.Flow", dependsOn: upstream },
];
/** A trigger that an execution holds, as each line gives it. */
const heldTrigger = (executionId: string) => {
  const of = { namespace: "company.team", flowId: "report", triggerId: executionId, executionId };
  const definition = { id: executionId, type: "x.Schedule" };
  return { abstractTrigger: definition, triggerContext: of, trigger: definition, state: of };
};
const overdue = { namespace: "company.team", flowId: "report", triggerId: "late" };
const lateTrigger = {
  abstractTrigger: { id: "late", type: "x.Schedule" },
  triggerContext: { ...overdue, nextExecutionDate: at },
  trigger: { id: "late", type: "x.Schedule" },
  state: { ...overdue, nextEvaluationDate: at },
};
const bad = Array.from({ length: 20 }, (_, index) =>
  execution(`f${index}`, state("FAILED", "CREATED", "RUNNING")),
);

const cases: readonly (readonly [string, Readonly<Record<string, Json>>, Answers])[] = [
  [
    "one that no worker takes",
    { execution_id: "e1" },
    [one(state("SUBMITTED", "CREATED")), many(), flowWith(runOn)],
  ],
  [
    "one that runs, and waits for a worker besides",
    { execution_id: "e1" },
    [one(state("RUNNING", "CREATED"), { taskRunList: [running, waiting] }), many(), flowWith(runOn)],
  ],
  ["one that is queued", { execution_id: "e1" }, [one(state("QUEUED", "CREATED")), many(), flowWith({})]],
  [
    "one that was refused",
    { execution_id: "e1" },
    [one(state("CANCELLED", "CREATED")), many(), flowWith({})],
  ],
  [
    "one that was killed with another",
    { execution_id: "e1" },
    [
      one(state("KILLED", "KILLING"), { trigger: { id: "t", type: "x", variables: { executionId: "e1" } } }),
      many(),
      flowWith({}),
    ],
  ],
  [
    "one whose loop failed",
    { execution_id: "e1" },
    [
      [/executions\/c1\?/, execution("c1", state("FAILED"), { taskRunList: [failed] })],
      [/LOOP/, rows(execution("c1", state("FAILED")))],
      one(state("FAILED", "CREATED", "RUNNING"), { taskRunList: [failed] }),
      many(),
      flowWith({}),
    ],
  ],
  [
    "a flow that waits for twenty others, is full, and failed",
    { namespace: "company.team", flow_id: "report" },
    [
      [/executions\/e\d\?/, { taskRunList: [failed] }],
      many(execution("e2", state("QUEUED")), execution("e3", state("FAILED"))),
      flowWith({ triggers, concurrency: { limit: 1 } }),
    ],
  ],
  [
    "a flow whose triggers wait for ten executions, and are late",
    { namespace: "company.team", flow_id: "report" },
    [
      [
        /triggers\/search/,
        rows(...Array.from({ length: 10 }, (_, index) => heldTrigger(`h${index}`)), lateTrigger),
      ],
      [/executions\/h\d\?/, execution("h0", state("RUNNING", "CREATED"))],
      [/executions\/e\d\?/, { taskRunList: [failed] }],
      many(execution("e2", state("QUEUED")), execution("e3", state("FAILED"))),
      flowWith({ triggers, concurrency: { limit: 1 } }),
    ],
  ],
  [
    "a tenant where all is wrong",
    {},
    [
      [/QUEUED.*CREATED/, rows(execution("e2", state("QUEUED")), execution("e4", state("CREATED")))],
      [/RUNNING.*PAUSED/, rows(execution("e5", state("RUNNING")), execution("e6", state("RUNNING")))],
      [/FAILED.*CANCELLED/, rows(...bad, execution("e7", state("CANCELLED", "CREATED")))],
      [/executions\/\w+\?/, { taskRunList: [failed] }],
      many(),
      flowWith({}),
    ],
  ],
];

describe.each(["1.0", "1.3", "2.0"])("diagnose on an Enterprise Kestra %s", (line) => {
  it.each(cases)("asks about %s in at most 12 requests and 3 rounds", async (_, call, answers) => {
    const { requests, rounds } = await asked(
      call,
      line,
      answers.concat([
        [/workergroups\/\w+/, { key: "gpu", workers: [] }],
        [/workergroups/, { workerGroups: [] }],
      ]),
    );
    expect(requests).toBeGreaterThan(3);
    expect(requests).toBeLessThanOrEqual(12);
    expect(rounds).toBeLessThanOrEqual(3);
    expect(rounds).toBeLessThan(requests);
  });
});

it.each([{ flow_id: "other" }, { namespace: "company" }, { flow_id: "company.team/other" }])(
  "diagnose refuses an execution with %j, of which it is not",
  async (of) => {
    const call = { execution_id: "e1", ...of };
    const answers = [one(state("QUEUED", "CREATED")), many(), flowWith({})];
    await asked(call, "1.3", answers, "Execution e1 is of company.team/report, not of company");
  },
);
