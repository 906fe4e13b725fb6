import { joined, say, type Said } from "../../../runtime/text/said.ts";
import { noFlowIn } from "../flow/no-flow-in.ts";
import { ageOf } from "../diagnosis/duration.ts";
import { placeOf, sinceOf } from "../diagnosis/facts/execution-fact.ts";
import type { failuresIn, pausedOf, runningOf, waitingOf } from "./executions.ts";
import type { DashboardFacts } from "./facts.ts";
import type { limitsOf } from "./limits.ts";
import type { nextOf, triggersOf } from "./triggers.ts";
import { lateExecutions, type workersOf } from "./workers.ts";

/** The lists that the summary is about. */
interface Lists {
  readonly executions: { readonly total: number; readonly byState: Readonly<Record<string, number>> };
  readonly failures: ReturnType<typeof failuresIn>;
  readonly waiting: ReturnType<typeof waitingOf>;
  readonly running: ReturnType<typeof runningOf>;
  readonly paused: ReturnType<typeof pausedOf>;
  readonly limits: ReturnType<typeof limitsOf>;
  readonly triggers: ReturnType<typeof triggersOf>;
  readonly next: ReturnType<typeof nextOf>;
  readonly workers: ReturnType<typeof workersOf>;
  readonly switches?: readonly string[];
}

/** One paragraph: what started, what goes wrong, what is there now, what comes next. */
export function summaryOf(facts: DashboardFacts, lists: Lists): Said {
  const alarms = [...alarmsOf(facts, lists)];
  const nowhere = nowhereOf(facts, lists);
  return joined(
    [
      started(facts, lists),
      ...nowhere,
      ...(alarms.length === 0 && nowhere.length === 0
        ? [
            say`Nothing failed, and nothing is late, locked, queued or lost${isUnsure(facts) ? say` as far as it could be told` : say``}.`,
          ]
        : alarms),
      say`Now: ${lists.running.total} running, ${lists.waiting.total} waiting, ${lists.paused.total} paused or retrying.`,
      ...upcoming(lists),
    ],
    " ",
  );
}

/** A namespace in which there is no flow, no trigger, and no execution as far as was looked. */
function nowhereOf(
  { namespace, flowTotal, triggers, active }: DashboardFacts,
  { executions }: Lists,
): readonly Said[] {
  const isEmpty = [flowTotal, triggers?.total, active?.total, executions.total].every((it) => it === 0);
  return namespace !== undefined && isEmpty ? [noFlowIn(namespace)] : [];
}

function isUnsure({ unknown }: DashboardFacts): boolean {
  return unknown.length > 0;
}

function started({ window, namespace }: DashboardFacts, { executions }: Lists): Said {
  const where = namespace === undefined ? say`` : say` in ${namespace}`;
  const states = Object.entries(executions.byState).toSorted(([, a], [, b]) => b - a);
  const each = states.map(([state, total]) => say`${total} ${state}`);
  const told = each.length === 0 ? say`` : say` (${joined(each, ", ")})`;
  return say`From ${window.from} to ${window.to} ${executions.total} ${executions.total === 1 ? say`execution` : say`executions`} started${where}${told}.`;
}

/** What somebody should look at. */
function* alarmsOf(facts: DashboardFacts, lists: Lists): Generator<Said> {
  const { failures, limits, triggers, workers } = lists;
  for (const text of lists.switches ?? []) yield say`${text}`;
  const { disconnected = 0, healthy = 0, servicesLost = [], withoutWorkers = [] } = workers;
  if (disconnected > 0)
    yield say`${disconnected} of ${disconnected + healthy} workers ${disconnected === 1 ? say`is` : say`are`} disconnected.`;
  if (servicesLost.length > 0) yield say`Disconnected: ${joined(servicesLost, ", ")}.`;
  if (withoutWorkers.length > 0) yield say`No worker is active for ${joined(withoutWorkers, ", ")}.`;
  const [worst] = failures.top;
  if (worst !== undefined) {
    const why = "last" in worst && worst.reason !== undefined ? say`: ${worst.reason}` : say``;
    yield say`${failures.executions} failed in ${failures.flows} ${failures.flows === 1 ? say`flow` : say`flows`}, most often ${worst.flow} (${worst.failed})${why}${why.toString().endsWith(".") ? say`` : say`.`}`;
  }
  const [oldest] = lateExecutions(facts);
  if (oldest !== undefined)
    yield say`${placeOf(oldest)} ${oldest.id} has been ${oldest.state} for ${ageOf(sinceOf(oldest), facts.now)} and does not start.`;
  const [full] = limits.flows.filter(({ queued }) => queued > 0);
  if (full !== undefined) {
    const of = "limit" in full ? say` its limit is ${full.limit ?? 0},` : say``;
    const by = full.heldBy.length === 0 ? say`` : say`: ${joined(full.heldBy, ", ")}`;
    yield say`${full.queued} of ${full.flow} ${full.queued === 1 ? say`is` : say`are`} queued:${of} ${full.running} ${full.running === 1 ? say`runs` : say`run`}${by}.`;
  }
  const counts = Object.entries(words).flatMap(([key, word]) => {
    const total = (triggers as Readonly<Record<string, unknown>>)[key];
    return typeof total === "number" && total > 0 ? [say`${total} ${word}`] : [];
  });
  if (counts.length > 0)
    yield say`Triggers: ${joined(counts, ", ")}, of ${triggers.total ?? say`an unknown number`}.`;
}

const words: Readonly<Record<string, Said>> = {
  late: say`late`,
  locked: say`locked`,
  failing: say`failing`,
  backfillPaused: say`with a paused backfill`,
};

function upcoming({ next }: Lists): readonly Said[] {
  const [first] = next.first;
  return first === undefined ? [] : [say`Next: ${first.trigger} at ${first.at}.`];
}
