import { failureOf, hasFailure, type Failure } from "../../execution/failure.ts";
import { hasEnded } from "../../execution/execution-state.ts";
import { auditEntry } from "../../audit-entry.ts";
import { earliest } from "../../../functions/time-range.ts";
import { looking, type Ask, type Looking, type Setting } from "./ask.ts";
import { executionFact, type ExecutionFact } from "../facts/execution-fact.ts";
import type { ExecutionFacts } from "../execution-causes.ts";
import { numberOf, optionalText, rawOf } from "../facts/fields.ts";
import { flowFact, selectionOf, taskOf, type FlowFact } from "../facts/flow-fact.ts";
import { countedAbove, countedTenant, quotaCounter, isRefused } from "../quota-causes.ts";
import { switchFacts } from "../switch-causes.ts";
import { unstarted, waitsForWorker } from "../worker-causes.ts";
import { defaultOf, groupsOf, workersOf, type Around } from "./worker-facts.ts";

/** The states in which an execution holds a slot of its flow. */
export const holding = ["RUNNING", "SUBMITTED", "RESTARTED", "RETRYING", "KILLING", "PAUSED", "BREAKPOINT"];

export const newestFirst = ["state.startDate:desc"];
export const oldestFirst = ["state.startDate:asc"];

/**
 * What there is to know of an execution, in at most twelve requests and three rounds: the execution, its lines and what it
 * started; then what its state makes worth asking; then what those named.
 * @throws KestraError where there is no such execution
 */
export async function executionFacts(id: string, ask: Ask, setting: Setting): Promise<ExecutionFacts> {
  const { look, unknown } = looking();
  const [raw, logged, started] = await Promise.all([
    ask.execution({ execution_id: id }),
    look("The log", () => ask.lines({ execution_id: id, start_date: earliest, size: 100 })),
    look("The executions that it started", () => ask.executions({ parent: id, size: 25, sort: newestFirst })),
  ]);
  const execution = executionFact(raw);
  const lines = logged?.results ?? [];
  const failure = failureOf(
    { id, state: execution.raw.state, taskRunList: execution.raw.taskRunList },
    lines.filter(({ level }) => level === "ERROR"),
    setting.mask,
  );
  const children = (started?.results ?? []).map(executionFact);
  const [flow, limit, workers, ended, configuration] = await Promise.all([
    look("The flow", () => flowOf(execution, ask)),
    limitOf(execution, ask, setting, look),
    workersOf(execution, ask, setting, look),
    endOf(execution, failure, { children, ask, setting, look }),
    setting.isEnterprise ? look("Maintenance and kill switches", () => ask.configuration({})) : undefined,
  ]);
  const fact = flowFact(flow);
  const taskId = waitingTask(execution, fact);
  const selection =
    selectionOf(taskOf(fact, taskId ?? "")?.raw ?? {}) ??
    fact?.selection ??
    selectionOf(defaultOf(workers.space?.raw));
  const child = childOf(execution, failure, ended.children);
  const [deeper, below] = await Promise.all([
    groupsOf(selection, workers, { execution, ask, setting, look }),
    child === undefined ? undefined : childFailure(child, ask, setting, look),
  ]);
  if (!setting.isEnterprise && (waitsForWorker(execution) || execution.state === "RUNNING"))
    unknown.push("Workers: the open-source edition does not list them.");
  return {
    now: setting.now,
    line: setting.line,
    isEnterprise: setting.isEnterprise,
    execution,
    lines,
    failure,
    flow: fact,
    ...(below === undefined ? {} : { child: below }),
    switches: switchFacts(configuration),
    ...limit,
    ...workers,
    ...deeper,
    ...ended,
    children: children.filter(({ state }) => !hasEnded(state)),
    taskId,
    selection,
    unknown,
  };
}

/** As it ran: at the revision that the execution names. */
function flowOf({ namespace, flowId, flowRevision }: ExecutionFact, ask: Ask): Promise<unknown> {
  const revision = flowRevision === undefined ? {} : { revision: flowRevision };
  return ask.flow({ namespace, flow_id: flowId, ...revision });
}

type Look = Looking["look"];

/** Who holds, or held, the slots that the execution wants; and what quotas count. */
async function limitOf(execution: ExecutionFact, ask: Ask, setting: Setting, look: Look) {
  const { namespace, flowId, state } = execution;
  const of = { namespace, flow_id: flowId };
  const isQueued = state === "QUEUED";
  const refused = (state === "CANCELLED" || state === "FAILED") && isRefused(execution);
  if (!isQueued && !refused) return { holders: [], counters: [], spaces: [] };
  const hasQuotas = setting.isEnterprise && setting.major >= 2;
  const [holders, queued, limits, counters, space] = await Promise.all([
    isQueued
      ? look("Who holds the slots", () =>
          ask.executions({ ...of, states: holding, size: 25, sort: oldestFirst }),
        )
      : look("What ran then", () =>
          ask.executions({ ...of, ...upTo(execution), size: 25, sort: newestFirst }),
        ),
    isQueued
      ? look("How many are queued", () => ask.executions({ ...of, states: ["QUEUED"], size: 1 }))
      : undefined,
    isQueued && setting.hasLimits ? look("The counter of the limit", () => ask.limits({})) : undefined,
    refused && hasQuotas ? look("What quotas count", () => ask.quotas({})) : undefined,
    hasQuotas ? look("The namespace", () => ask.namespace({ namespace })) : undefined,
  ]);
  const counted = (counters?.results ?? []).map((row) => quotaCounter(rawOf(row)));
  const above = countedAbove(namespace, counted);
  const tenantId = countedTenant(counted);
  const [aboveSpace, tenant] = await Promise.all([
    above === undefined ? undefined : look("The namespace above", () => ask.namespace({ namespace: above })),
    tenantId === undefined
      ? undefined
      : look("The quotas of the tenant", () => ask.tenant({ tenant: tenantId })),
  ]);
  return {
    holders: (holders?.results ?? []).map(executionFact).filter(({ id }) => id !== execution.id),
    holding: isQueued ? (holders?.total ?? undefined) : undefined,
    queued: queued?.total ?? undefined,
    counted: runningOf(limits?.results ?? [], namespace, flowId),
    counters: counted,
    spaces: [
      ...(space === undefined ? [] : [{ id: namespace, raw: rawOf(space) }]),
      ...(above === undefined || aboveSpace === undefined ? [] : [{ id: above, raw: rawOf(aboveSpace) }]),
    ],
    tenant: tenant === undefined ? undefined : { id: tenantId ?? "", raw: rawOf(tenant) },
  };
}

/** How many executions of a flow Kestra's own counter of its limit says that run. */
export function runningOf(limits: readonly unknown[], namespace: string, flowId: string): number | undefined {
  return numberOf(
    limits.map(rawOf).find((row) => row.namespace === namespace && row.flowId === flowId)?.running,
  );
}

function upTo({ endDate }: ExecutionFact): { start_date?: string; end_date?: string } {
  return endDate === undefined ? {} : { start_date: earliest, end_date: endDate };
}

/** The task that waits for a worker: its run, or the first of the flow where none was made yet. */
function waitingTask(execution: ExecutionFact, flow: FlowFact | undefined): string | undefined {
  if (!waitsForWorker(execution)) return undefined;
  const run = execution.runs.find(({ state }) => unstarted.includes(state));
  return run?.taskId ?? (execution.runs.length === 0 ? flow?.tasks[0]?.id : undefined);
}

/** Who ended it, and the iterations of its loops (from 2.0 on) that may have failed. */
async function endOf(
  execution: ExecutionFact,
  failure: Failure | undefined,
  {
    children,
    ask,
    setting,
    look,
  }: Omit<Around, "execution"> & { readonly children: readonly ExecutionFact[] },
) {
  const { state, runs, id } = execution;
  const wasEnded = state === "KILLED" || (state === "CANCELLED" && runs.length > 0);
  const parentId = optionalText(execution.trigger?.variables.executionId);
  const isTold = failure === undefined || !failure.message.endsWith("and logged no error.");
  const mayLoop = setting.major >= 2 && !isTold && !children.some((child) => hasFailure(child.state));
  const [audit, parent, loops] = await Promise.all([
    wasEnded && setting.isEnterprise
      ? look("The audit log", () => ask.audit({ execution_id: id }))
      : undefined,
    wasEnded && parentId !== undefined
      ? look("The execution that started it", () => ask.execution({ execution_id: parentId }))
      : undefined,
    mayLoop
      ? look("The iterations of its loops", () => ask.loops({ parent: id, kind: "LOOP", size: 25 }))
      : undefined,
  ]);
  return {
    parent: parent === undefined ? undefined : executionFact(parent),
    audit: (audit?.results ?? []).map((row) => {
      const { user = "an unknown user", type = "", date } = auditEntry(row);
      return { user, type, date };
    }),
    children: [...children, ...(loops?.results ?? []).map(executionFact)],
  };
}

/** The execution because of which the failed task failed: the one that it names, or the first that failed. */
function childOf(
  { state }: ExecutionFact,
  failure: Failure | undefined,
  children: readonly ExecutionFact[],
): ExecutionFact | undefined {
  if (failure === undefined || !["FAILED", "WARNING", "RETRIED"].includes(state)) return undefined;
  const failed = children.filter((child) => hasFailure(child.state));
  return (
    failed.find(({ id }) => id === failure.childId) ??
    failed.toSorted((a, b) => Date.parse(a.endDate ?? "") - Date.parse(b.endDate ?? ""))[0]
  );
}

async function childFailure(child: ExecutionFact, ask: Ask, setting: Setting, look: Look) {
  const hasRuns = Array.isArray(child.raw.taskRunList);
  const [read, lines] = await Promise.all([
    hasRuns ? undefined : look(`The execution ${child.id}`, () => ask.runs({ execution_id: child.id })),
    look(`The log of ${child.id}`, () => ask.errors({ execution_ids: [child.id], size: 50 })),
  ]);
  const taskRunList = hasRuns ? child.raw.taskRunList : read?.taskRunList;
  const failure = failureOf(
    { id: child.id, state: child.raw.state, taskRunList },
    lines?.results ?? [],
    setting.mask,
  );
  return failure === undefined ? undefined : { execution: child, failure };
}
