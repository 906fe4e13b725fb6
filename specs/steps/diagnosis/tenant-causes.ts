import { say, type Said } from "../../../runtime/text/said.ts";
import type { Failure } from "../execution/failure.ts";
import type { Cause, Rule } from "./cause.ts";
import { noFlowIn } from "../flow/no-flow-in.ts";
import { ageOf } from "./duration.ts";
import { placeOf, sinceOf, type ExecutionFact } from "./facts/execution-fact.ts";
import { failureCauses, type LogFact } from "./failure-causes.ts";
import { limitOf, type FlowFact } from "./facts/flow-fact.ts";
import { queueCauses, refusedCauses } from "./limit-causes.ts";
import { quotaCausesOf, type QuotaCounter, type Spaces } from "./quota-causes.ts";
import { switchCauses, type SwitchFacts } from "./switch-causes.ts";
import { triggerCauses, type TriggerFact } from "./trigger-causes.ts";
import { deadWorkerCauses, unstarted } from "./worker-causes.ts";
import type { WorkerFact } from "./facts/worker-fact.ts";

/** Executions in some states, the first of them, and how many there are in all. */
export interface Counted {
  readonly rows: readonly ExecutionFact[];
  readonly total: number;
}

/** All that is looked at of a tenant. */
export interface TenantFacts extends Spaces {
  readonly now: number;
  readonly from: string;
  readonly to: string;
  /** Queued or not started, the oldest first. */
  readonly waiting: Counted;
  /** Running or paused, the oldest first. */
  readonly active: Counted;
  /** Failed or cancelled since `from`, the newest first. */
  readonly bad: Counted;
  readonly failures: ReadonlyMap<string, Failure>;
  readonly triggers: readonly TriggerFact[];
  /** From WARN on since `from`, the newest first. */
  readonly lines: readonly LogFact[];
  /** Those flows that were read, with who is queued there. */
  readonly flows: readonly FlowFact[];
  readonly queued?: { readonly place: string; readonly total: number } | undefined;
  /** The namespace that was asked about, where there is nothing in it or below it. */
  readonly nowhere?: string | undefined;
  readonly switches: SwitchFacts;
  readonly services?: readonly WorkerFact[] | undefined;
  readonly isComplete: boolean;
  readonly schedulers?: readonly WorkerFact[] | undefined;
  readonly counters: readonly QuotaCounter[];
  readonly unknown: readonly string[];
}

/** How many executions of some rows are so: where not all of them were read, there are at least so many. */
function countOf(count: number, { rows, total }: Counted): string {
  return `${total > rows.length ? "at least " : ""}${count} ${count === 1 ? "execution" : "executions"}`;
}

/** The same, at the start of a sentence. */
function countFirst(count: number, of: Counted): string {
  const text = countOf(count, of);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a tenant is looked at for. */
export const tenantRules: readonly Rule<TenantFacts>[] = [
  ({ now, switches }) => switchCauses({ now }, switches),
  notStarted,
  deadWorkers,
  failuresByFlow,
  refusals,
  quotas,
  queues,
  triggers,
  waitingForPeople,
];

/** Milliseconds after which what has not started is late. */
const late = 60_000;

/** Flows, triggers and executions that are named of each kind at most. */
const most = 5;

function notStarted({ waiting, now }: TenantFacts): readonly Cause[] {
  const old = waiting.rows.filter(
    (it) =>
      unstarted.includes(it.state) &&
      now - Date.parse(sinceOf(it) ?? "") > late &&
      !(Date.parse(it.scheduleDate ?? "") > now),
  );
  const [oldest] = old;
  if (oldest === undefined) return [];
  return [
    {
      cause: "not_started",
      object: `${placeOf(oldest)} ${oldest.id}`,
      message: say`${old.length === 1 ? say`An execution has` : say`${countFirst(old.length, waiting)} have`} not started, the oldest ${oldest.id} of ${placeOf(oldest)}: ${oldest.state} for ${ageOf(sinceOf(oldest), now)}.`,
      certainty: "certain",
      evidence: old.slice(0, most).map(stateEvidence),
      next: { tool: "diagnose", arguments: { execution_id: oldest.id } },
    },
  ];
}

function stateEvidence(execution: ExecutionFact) {
  return {
    field: "state",
    value: `${execution.id} of ${placeOf(execution)} ${execution.state}`,
    time: sinceOf(execution),
  };
}

function deadWorkers({ active, services, isComplete }: TenantFacts): readonly Cause[] {
  return services === undefined
    ? []
    : active.rows.flatMap((execution) => deadWorkerCauses({ execution, services, isComplete }));
}

/** The flows that failed most, each with its newest failure. */
function failuresByFlow({ bad, failures, lines, flows }: TenantFacts): readonly Cause[] {
  const failed = bad.rows.filter(({ state }) => state === "FAILED");
  return byFlow(failed)
    .slice(0, most)
    .flatMap(({ place, rows }) => {
      const newest = rows.find(({ id }) => failures.has(id));
      if (newest === undefined) return [];
      return failureCauses({
        execution: newest,
        failure: failures.get(newest.id),
        flow: flows.find((flow) => `${flow.namespace}/${flow.id}` === place),
        lines: lines.filter(({ executionId }) => executionId === newest.id),
      }).map((cause) => ({
        ...cause,
        object: `${place} ${newest.id}`,
        evidence: [
          {
            field: "failed",
            value: `${countOf(rows.length, bad)} of ${place}`,
            time: newest.endDate,
          },
          ...cause.evidence,
        ],
        next: { tool: "diagnose", arguments: { execution_id: newest.id } },
      }));
    });
}

/** Executions by their flow, most of them first. */
function byFlow(executions: readonly ExecutionFact[]) {
  const groups = new Map<string, ExecutionFact[]>();
  for (const it of executions) {
    const own = groups.get(placeOf(it));
    if (own === undefined) groups.set(placeOf(it), [it]);
    else own.push(it);
  }
  return [...groups]
    .map(([place, rows]) => ({ place, rows }))
    .toSorted((a, b) => b.rows.length - a.rows.length);
}

function refusals({ bad, active, flows, now }: TenantFacts): readonly Cause[] {
  return flows.flatMap((flow) => {
    const place = `${flow.namespace}/${flow.id}`;
    const isOwn = (it: ExecutionFact) => placeOf(it) === place;
    const holders = [...active.rows, ...bad.rows].filter(isOwn);
    const refused = bad.rows
      .filter(isOwn)
      .map((execution) => refusedCauses({ now, place, concurrency: flow.concurrency, holders, execution }));
    const hit = refused.filter((causes) => causes.length > 0);
    return (hit[0] ?? []).map((cause) => ({
      ...cause,
      object: place,
      evidence: [{ field: "refused", value: `${countOf(hit.length, bad)} of ${place}` }, ...cause.evidence],
    }));
  });
}

function quotas({ spaces, tenant, flows, counters, bad, now }: TenantFacts): readonly Cause[] {
  const facts = { now, counters, refused: bad.rows };
  const ofFlows = flows.flatMap((flow) => {
    const refused = bad.rows.filter((it) => it.namespace === flow.namespace && it.flowId === flow.id);
    return quotaCausesOf(flow, { spaces: [] }, { ...facts, refused });
  });
  return [...ofFlows, ...quotaCausesOf({ namespace: "", id: "", quotas: [] }, { spaces, tenant }, facts)];
}

/** The flow that most wait for, with who holds its slots. */
function queues({ waiting, active, flows, queued, now, spaces }: TenantFacts): readonly Cause[] {
  const inLine = byFlow(waiting.rows.filter(({ state }) => state === "QUEUED"));
  return inLine.slice(0, most).flatMap(({ place, rows }): readonly Cause[] => {
    const flow = flows.find((it) => `${it.namespace}/${it.id}` === place);
    const shared = limitOf(spaces.find(({ id }) => id === flow?.namespace)?.raw.concurrency);
    const known = queueCauses({
      now,
      place,
      concurrency: flow?.concurrency ?? shared,
      holders: active.rows.filter((it) => placeOf(it) === place),
      execution: undefined,
      ...(queued?.place === place
        ? { queued: queued.total }
        : { queued: rows.length, isQueuedAtLeast: waiting.total > waiting.rows.length }),
    });
    const [oldest] = rows;
    if (known.length > 0 || oldest === undefined) return known;
    return [
      {
        cause: "flow_limit",
        object: place,
        message: say`${rows.length === 1 ? say`An execution of ${place} is` : say`${countFirst(rows.length, waiting)} of ${place} are`} queued, the oldest ${oldest.id} for ${ageOf(sinceOf(oldest), now)}: its limit is reached.`,
        certainty: "probable",
        evidence: rows.slice(0, most).map(stateEvidence),
        next: { tool: "diagnose", arguments: { execution_id: oldest.id } },
      },
    ];
  });
}

/** What a person disabled is no fault of the tenant; many that are late are one fault. */
function triggers({ triggers: all, lines, schedulers, now }: TenantFacts): readonly Cause[] {
  const causes = all.flatMap((trigger) =>
    triggerCauses({
      now,
      trigger,
      isFlowDisabled: false,
      lines: lines.filter((line) => line.triggerId === trigger.id && isOf(line, trigger)),
      schedulers,
    }),
  );
  const behind = causes.filter(({ cause }) => cause === "trigger_late");
  const others = causes.filter(({ cause }) => cause !== "trigger_late" && cause !== "trigger_disabled");
  const [first] = behind;
  if (behind.length < 3 || first === undefined) return [...others, ...behind];
  return [
    ...others,
    {
      cause: "scheduler_down",
      object: "scheduler",
      message: say`${behind.length} triggers are late: ${first.certainty === "certain" ? say`no scheduler runs` : say`the scheduler seems not to be at work`}.`,
      certainty: first.certainty,
      evidence: behind
        .slice(0, most)
        .flatMap(({ object, evidence }) =>
          evidence.slice(0, 1).map(({ value, time }) => ({ field: object, value: `due ${value}`, time })),
        ),
    },
  ];
}

function isOf({ namespace, flowId }: LogFact, trigger: TriggerFact): boolean {
  return (
    (namespace ?? trigger.namespace) === trigger.namespace && (flowId ?? trigger.flowId) === trigger.flowId
  );
}

function waitingForPeople({ active, now }: TenantFacts): readonly Cause[] {
  const paused = active.rows.filter(({ state }) => state === "PAUSED" || state === "BREAKPOINT");
  const [oldest] = paused;
  if (oldest === undefined) return [];
  return [
    {
      cause: "paused",
      object: `${placeOf(oldest)} ${oldest.id}`,
      message: say`${paused.length === 1 ? say`An execution waits` : say`${countFirst(paused.length, active)} wait`} for somebody, the oldest ${oldest.id} of ${placeOf(oldest)} for ${ageOf(sinceOf(oldest), now)}.`,
      certainty: "certain",
      evidence: paused.slice(0, most).map(stateEvidence),
      next: { tool: "diagnose", arguments: { execution_id: oldest.id } },
    },
  ];
}

/** What is told first of all: that a namespace is not there, whatever is wrong with the rest. */
export function firstOfTenant({ nowhere }: TenantFacts): Said | undefined {
  return nowhere === undefined ? undefined : noFlowIn(nowhere);
}

/** What is told of a tenant with which nothing is wrong. */
export function wellTenant({ from, bad, waiting, active }: TenantFacts): Said {
  return say`Nothing is wrong: since ${from} ${bad.total} executions failed or were cancelled, ${waiting.total} wait, ${active.total} are under way, and no trigger is late, locked or failing.`;
}
