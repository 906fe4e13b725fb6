import { failuresOf } from "../../execution/failure.ts";
import { looking, mostRequests, type Ask, type Setting } from "./ask.ts";
import { executionFact, placeOf, type ExecutionFact } from "../facts/execution-fact.ts";
import { rawOf } from "../facts/fields.ts";
import { flowFact, type FlowFact } from "../facts/flow-fact.ts";
import { newestFirst, oldestFirst } from "./execution-facts.ts";
import { countedAbove, countedTenant, isRefused, quotaCounter } from "../quota-causes.ts";
import { switchFacts } from "../switch-causes.ts";
import type { Counted, TenantFacts } from "../tenant-causes.ts";
import { triggerFact } from "../facts/trigger-fact.ts";
import { taskRunsOf } from "../../execution/task-runs.ts";
import { withHolders } from "./trigger-holders.ts";
import { workerFact } from "../facts/worker-fact.ts";

const day = 86_400_000;
const rows = 100;

/** Flows of which it is told why they failed. */
const mostFlows = 5;

/**
 * What there is to know of a tenant, or of a namespace and its children, in at most twelve requests and two rounds: what waits, runs and
 * ended badly in the last day, triggers and lines; then why it failed, and the flows that most concern; or, where nothing was found, whether the namespace has any flow.
 */
export async function tenantFacts(
  namespace: string | undefined,
  ask: Ask,
  setting: Setting,
): Promise<TenantFacts> {
  const { now, isEnterprise, major, mask } = setting;
  const { look, unknown } = looking();
  const from = new Date(now - day).toISOString();
  const of = namespace === undefined ? {} : { within: namespace };
  const hasQuotas = isEnterprise && major >= 2;
  const [waiting, active, bad, triggers, logged, configuration, services, counters] = await Promise.all([
    ask.executions({
      ...of,
      states: ["QUEUED", "CREATED", "SUBMITTED", "RESTARTED"],
      size: rows,
      sort: oldestFirst,
    }),
    ask.executions({
      ...of,
      states: ["RUNNING", "PAUSED", "BREAKPOINT", "KILLING"],
      size: rows,
      sort: oldestFirst,
    }),
    ask.executions({
      ...of,
      states: ["FAILED", "CANCELLED"],
      start_date: from,
      size: rows,
      sort: newestFirst,
    }),
    look("Triggers", () => ask.triggers({ ...of, size: rows })),
    look("The log", () => ask.lines({ ...of, start_date: from, size: rows })),
    isEnterprise ? look("Maintenance and kill switches", () => ask.configuration({})) : undefined,
    isEnterprise ? look("The services", () => ask.services({})) : undefined,
    hasQuotas ? look("What quotas count", () => ask.quotas({})) : undefined,
  ]);
  const facts = { waiting: counted(waiting), active: counted(active), bad: counted(bad) };
  let left = mostRequests - (isEnterprise ? (hasQuotas ? 8 : 7) : 5);
  const take = (requests: number) => {
    if (requests > left) return false;
    left -= requests;
    return true;
  };
  const failed = facts.bad.rows.filter(({ state }) => state === "FAILED");
  const refused = facts.bad.rows.find(isRefused);
  const queued = facts.waiting.rows.find(({ state }) => state === "QUEUED");
  const toExplain = failed.length > 0 && take(1) ? mostFlows : 0;
  const counts = (counters?.results ?? []).map((row) => quotaCounter(rawOf(row)));
  const tenantId = countedTenant(counts);
  const asksTenant = tenantId !== undefined && take(1);
  const toRead = (it: ExecutionFact | undefined) => (it !== undefined && take(1) ? [it] : []);
  const ofRefusal = toRead(refused);
  const ofRefused =
    refused === undefined ? undefined : (countedAbove(refused.namespace, counts) ?? refused.namespace);
  const space = hasQuotas && ofRefused !== undefined && take(1) ? ofRefused : undefined;
  const isKnown = ofRefusal.some((it) => queued !== undefined && placeOf(it) === placeOf(queued));
  const places = [...ofRefusal, ...(isKnown ? [] : toRead(queued))];
  const isEmpty = [facts.waiting, facts.active, facts.bad, triggers].every((it) => it?.total === 0);
  const emptyIn = namespace !== undefined && isEmpty && take(1) ? namespace : undefined;
  const asksQueued = queued !== undefined && take(1) ? queued : undefined;
  const known = [...facts.waiting.rows, ...facts.active.rows, ...facts.bad.rows];
  const held = withHolders((triggers?.results ?? []).map(triggerFact), known, { ask, look, take });
  const dead = (services?.results ?? []).map(rawOf).some(({ state }) => state === "DISCONNECTED");
  const lost =
    dead && setting.major >= 2
      ? facts.active.rows.filter(({ state }) => state === "RUNNING").filter(() => take(1))
      : [];
  // Rows without task runs are read as far as requests are left: of the others lines name the task.
  const runs: Ask["runs"] = (given) => (take(1) ? ask.runs(given) : Promise.resolve({}));
  const [withHolder, failures, flows, spaceRaw, tenantRaw, inLine, withRuns, inNamespace] = await Promise.all(
    [
      held,
      failuresOf(
        newestOfEachFlow(failed).map(rawExecution),
        { lines: ask.errors, execution: runs },
        toExplain,
        mask,
      ),
      Promise.all(
        places.map((it) =>
          look(`The flow ${placeOf(it)}`, () => ask.flow({ namespace: it.namespace, flow_id: it.flowId })),
        ),
      ),
      space === undefined
        ? undefined
        : look(`The namespace ${space}`, () => ask.namespace({ namespace: space })),
      asksTenant ? look("The quotas of the tenant", () => ask.tenant({ tenant: tenantId })) : undefined,
      asksQueued === undefined
        ? undefined
        : look("How many are queued", () =>
            ask.executions({
              namespace: asksQueued.namespace,
              flow_id: asksQueued.flowId,
              states: ["QUEUED"],
              size: 1,
            }),
          ),
      Promise.all(lost.map((it) => look(`The execution ${it.id}`, () => withTaskRuns(it, ask)))),
      emptyIn === undefined
        ? undefined
        : look(`The flows of ${emptyIn}`, () => ask.flows({ namespace: emptyIn, size: 1 })),
    ],
  );
  const found = services?.results.map((row) => ({ ...workerFact(rawOf(row)), type: rawOf(row).type }));
  return {
    now,
    from,
    to: new Date(now).toISOString(),
    ...facts,
    active: {
      ...facts.active,
      rows: facts.active.rows.map((it) => withRuns.find((other) => other?.id === it.id) ?? it),
    },
    failures,
    triggers: withHolder,
    lines: logged?.results ?? [],
    flows: flows.map(flowFact).filter((flow): flow is FlowFact => flow !== undefined),
    queued:
      asksQueued === undefined || inLine === undefined
        ? undefined
        : { place: placeOf(asksQueued), total: inLine.total ?? 0 },
    nowhere: inNamespace?.total === 0 ? emptyIn : undefined,
    switches: switchFacts(configuration),
    services: found,
    isComplete: services !== undefined && (services.total ?? 0) <= services.results.length,
    schedulers: found?.filter(({ type }) => type === "SCHEDULER"),
    counters: counts,
    spaces: space === undefined ? [] : [{ id: space, raw: rawOf(spaceRaw) }],
    tenant: tenantRaw === undefined ? undefined : { id: tenantId ?? "", raw: rawOf(tenantRaw) },
    unknown: [...unknown, ...unseen({ ...facts, triggers: triggers?.total ?? 0 }, isEnterprise)],
  };
}

function counted(found: {
  readonly results: readonly unknown[];
  readonly total?: number | null | undefined;
}): Counted {
  const all = found.results.map(executionFact);
  return { rows: all, total: found.total ?? all.length };
}

async function withTaskRuns(execution: ExecutionFact, ask: Ask): Promise<ExecutionFact> {
  const { taskRunList } = await ask.runs({ execution_id: execution.id });
  return { ...execution, runs: taskRunsOf(taskRunList) };
}

function rawExecution({ id, raw }: ExecutionFact) {
  return { id, state: raw.state, taskRunList: raw.taskRunList };
}

function newestOfEachFlow(executions: readonly ExecutionFact[]): readonly ExecutionFact[] {
  const newest = new Map<string, ExecutionFact>();
  for (const it of executions) if (!newest.has(placeOf(it))) newest.set(placeOf(it), it);
  return [...newest.values()];
}

/** What was not looked at, in words. */
function unseen(
  {
    waiting,
    active,
    bad,
    triggers,
  }: Pick<TenantFacts, "waiting" | "active" | "bad"> & { readonly triggers: number },
  isEnterprise: boolean,
): readonly string[] {
  const more = (what: string, { total }: { readonly total: number }) =>
    total > rows ? [`Of ${total} ${what} the first ${rows} were looked at.`] : [];
  return [
    ...more("executions that wait", waiting),
    ...more("executions that run or are paused", active),
    ...more("executions that ended badly", bad),
    ...more("triggers", { total: triggers }),
    ...(isEnterprise
      ? []
      : ["Workers, quotas and kill switches: the open-source edition does not tell of them."]),
  ];
}
