import { failuresOf } from "../../execution/failure.ts";
import { looking, mostRequests, type Ask, type Setting } from "./ask.ts";
import { executionFact, type ExecutionFact } from "../facts/execution-fact.ts";
import { failureNow, type FlowFacts } from "../flow-causes.ts";
import { rawOf } from "../facts/fields.ts";
import { flowNamed } from "../facts/flow-fact.ts";
import { holding, newestFirst, oldestFirst, runningOf } from "./execution-facts.ts";
import { countsFrom, preconditionsOf, type Awaited, type Preconditions } from "../precondition-causes.ts";
import { countTasksOf, tooMany, uncounted, type CountTask } from "../count-causes.ts";
import { countedAbove, countedTenant, quotaCounter } from "../quota-causes.ts";
import { switchFacts } from "../switch-causes.ts";
import { triggerFact } from "../facts/trigger-fact.ts";
import { isLate } from "../late-trigger.ts";
import { withHolders } from "./trigger-holders.ts";
import { workerFact } from "../facts/worker-fact.ts";

const day = 86_400_000;

/** Requests that the open-source and the Enterprise edition take for the first round. */
const firstRound = { oss: 4, ee: 6, eeSince2: 8 };

/**
 * What there is to know of a flow and its triggers, in at most twelve requests and two rounds: the flow, its triggers, its
 * last executions and lines; then what its Flow triggers wait for, why it failed last, and who holds its slots.
 * @throws KestraError where there is no such flow
 */
export async function flowFacts(
  { namespace, flow_id }: { readonly namespace: string; readonly flow_id: string },
  ask: Ask,
  setting: Setting,
): Promise<FlowFacts> {
  const { now, isEnterprise, major } = setting;
  const { look, unknown } = looking();
  const of = { namespace, flow_id };
  const from = new Date(now - day).toISOString();
  const hasQuotas = isEnterprise && major >= 2;
  const [raw, triggers, recent, logged, configuration, services, counters, space] = await Promise.all([
    ask.flow(of),
    look("Its triggers", () => ask.triggers({ ...of, size: 100 })),
    look("Its executions", () => ask.executions({ ...of, size: 25, sort: newestFirst })),
    look("Its log", () => ask.lines({ ...of, start_date: from, size: 100 })),
    isEnterprise ? look("Maintenance and kill switches", () => ask.configuration({})) : undefined,
    isEnterprise ? look("The services", () => ask.services({})) : undefined,
    hasQuotas ? look("What quotas count", () => ask.quotas({})) : undefined,
    hasQuotas ? look("The namespace", () => ask.namespace({ namespace })) : undefined,
  ]);
  const executions = (recent?.results ?? []).map(executionFact);
  const flow = flowNamed(namespace, flow_id, rawOf(raw));
  const known = preconditionsOf(flow.triggers).map((preconditions) => ({
    preconditions,
    firedLast: executions.find(({ trigger }) => trigger?.id === preconditions.triggerId)?.startDate,
  }));
  let left = mostRequests - (hasQuotas ? firstRound.eeSince2 : isEnterprise ? firstRound.ee : firstRound.oss);
  const take = (requests: number) => {
    if (requests > left) return false;
    left -= requests;
    return true;
  };
  const counted = (counters?.results ?? []).map((row) => quotaCounter(rawOf(row)));
  const above = countedAbove(namespace, counted);
  const asksAbove = above !== undefined && take(1);
  const tenantId = countedTenant(counted);
  const asksTenant = tenantId !== undefined && take(1);
  const own = (triggers?.results ?? []).map(triggerFact);
  const held = withHolders(own, executions, { ask, look, take });
  // Whether it or the scheduler stands still the others tell.
  const asksOthers = !flow.disabled && own.some((it) => isLate(it, now)) && take(1);
  const failed = failureNow(executions);
  const takesLines = failed !== undefined && take(failed.raw.taskRunList === undefined ? 2 : 1);
  const isQueued = executions.some(({ state }) => state === "QUEUED") && take(2);
  const asksLimits = isQueued && setting.hasLimits && take(1);
  const awaited = known.map(({ preconditions, firedLast }) => ({
    firedLast,
    preconditions,
    seen: preconditions.awaited.map((one) =>
      one.flowId !== undefined && take(1)
        ? seenOf(one, preconditions, ask, now, look)
        : Promise.resolve(undefined),
    ),
  }));
  const counting = countTasksOf(flow.tasks, now).flatMap((task) => {
    const reason = uncounted(task) ?? (take(task.of.length) ? undefined : tooMany(task));
    if (reason === undefined)
      return [countsOf(task, ask, look).then((seen) => ({ namespace, flowId: flow_id, task, seen }))];
    unknown.push(reason);
    return [];
  });
  const [withHolder, around, failures, holders, queued, limits, aboveSpace, tenant, counts, ...waits] =
    await Promise.all([
      held,
      asksOthers ? look("Other triggers", () => ask.triggers({ size: 100 })) : undefined,
      takesLines
        ? failuresOf([raws(failed)], { lines: ask.errors, execution: ask.runs }, 1, setting.mask)
        : undefined,
      isQueued
        ? look("Who holds the slots", () =>
            ask.executions({ ...of, states: holding, size: 25, sort: oldestFirst }),
          )
        : undefined,
      isQueued
        ? look("How many are queued", () => ask.executions({ ...of, states: ["QUEUED"], size: 1 }))
        : undefined,
      asksLimits ? look("The counter of the limit", () => ask.limits({})) : undefined,
      asksAbove ? look("The namespace above", () => ask.namespace({ namespace: above })) : undefined,
      asksTenant ? look("The quotas of the tenant", () => ask.tenant({ tenant: tenantId })) : undefined,
      Promise.all(counting),
      ...awaited.map(async ({ seen, ...rest }) => ({ ...rest, seen: await Promise.all(seen) })),
    ]);
  const total = recent?.total ?? undefined;
  return {
    now,
    from,
    to: new Date(now).toISOString(),
    flow,
    triggers: withHolder,
    others: around?.results.map(triggerFact),
    executions,
    total,
    lines: logged?.results ?? [],
    failed: failed === undefined ? undefined : { execution: failed, failure: failures?.get(failed.id) },
    holders: (holders?.results ?? []).map(executionFact),
    holding: holders?.total ?? undefined,
    queued: queued?.total ?? undefined,
    counted: runningOf(limits?.results ?? [], namespace, flow_id),
    counts,
    awaited: waits.map((it) => ({ ...it, namespace, flowId: flow_id })),
    switches: switchFacts(configuration),
    schedulers: services?.results
      .map((row) => ({ ...workerFact(rawOf(row)), type: rawOf(row).type }))
      .filter(({ type }) => type === "SCHEDULER" || type === "STANDALONE"),
    counters: counted,
    spaces: [
      ...(space === undefined ? [] : [{ id: namespace, raw: rawOf(space) }]),
      ...(above === undefined || aboveSpace === undefined ? [] : [{ id: above, raw: rawOf(aboveSpace) }]),
    ],
    tenant: tenant === undefined ? undefined : { id: tenantId ?? "", raw: rawOf(tenant) },
    unknown,
  };
}

/** How many executions there are of each that a task counts. */
function countsOf(
  { of, states, from }: CountTask,
  ask: Ask,
  look: ReturnType<typeof looking>["look"],
): Promise<(number | undefined)[]> {
  const seen = of.map(async ({ namespace, flowId }) => {
    const found = await look(`How many executions of ${namespace}/${flowId ?? ""} there are`, () =>
      ask.executions({
        namespace,
        ...(flowId === undefined ? {} : { flow_id: flowId }),
        ...(states.length === 0 ? {} : { states: [...states] }),
        ...(from === undefined ? {} : { start_date: from }),
        size: 1,
      }),
    );
    return found?.total ?? undefined;
  });
  return Promise.all(seen);
}

/** An execution as `failuresOf` takes it. */
function raws({ id, raw }: ExecutionFact) {
  return { id, state: raw.state, taskRunList: raw.taskRunList };
}

/** Executions of a flow that is awaited, in the window that counts, the newest first. */
async function seenOf(
  { namespace, flowId }: Awaited,
  preconditions: Preconditions,
  ask: Ask,
  now: number,
  look: ReturnType<typeof looking>["look"],
): Promise<readonly ExecutionFact[] | undefined> {
  const found = await look(`The executions of ${namespace ?? ""}/${flowId ?? ""}`, () =>
    ask.executions({
      ...(namespace === undefined ? {} : { namespace }),
      ...(flowId === undefined ? {} : { flow_id: flowId }),
      start_date: countsFrom(preconditions, now),
      size: 10,
      sort: newestFirst,
    }),
  );
  return found?.results.map(executionFact);
}
