import { joined, say } from "../../../runtime/text/said.ts";
import type { Cause, Evidence, Next } from "./cause.ts";
import { ageOf } from "./duration.ts";
import { sinceOf, type ExecutionFact } from "./facts/execution-fact.ts";
import type { Limit } from "./facts/flow-fact.ts";

/** A limit of executions that run at once, and who is concerned. */
export interface LimitFacts {
  readonly now: number;
  /** `namespace/flow`, or from 2.0 on a namespace. */
  readonly place: string;
  readonly concurrency?: Limit | undefined;
  /** Executions that hold a slot now, or held one when the subject was refused. */
  readonly holders: readonly ExecutionFact[];
  readonly holding?: number | undefined;
  /** How many are queued, exactly, or of those that were read. */
  readonly queued?: number | undefined;
  /** True where there may be more that are queued. */
  readonly isQueuedAtLeast?: boolean;
  /** What Kestra's own counter says (from 1.3 on). */
  readonly counted?: number | undefined;
  /** The execution that is asked about. */
  readonly execution?: ExecutionFact | undefined;
  /** Where none is asked about: one that has been queued for long. */
  readonly oldest?: ExecutionFact | undefined;
}

/** Why executions are queued: who holds the slots of their limit. */
export function queueCauses(facts: LimitFacts): readonly Cause[] {
  const { concurrency, execution, queued, holders, place } = facts;
  const isQueued = execution === undefined ? (queued ?? 0) > 0 : execution.state === "QUEUED";
  if (!isQueued || concurrency === undefined) return [];
  const { limit, behavior } = concurrency;
  const holding = facts.holding ?? holders.length;
  if (holding < limit) return staleCounter(facts, holding);
  const [first] = holders;
  const count = `${facts.isQueuedAtLeast === true ? "at least " : ""}${queued}`;
  const waiting = queued === undefined ? say`` : say`; ${count} wait`;
  return [
    {
      cause: "flow_limit",
      object: place,
      message: say`${place} runs at most ${limit} at once, and ${
        first === undefined
          ? say`${holding} run`
          : joined(
              holders.slice(0, 5).map(({ id }) => id),
              ", ",
            )
      } ${holding === 1 ? say`holds the slot` : say`hold the slots`}${waiting}.`,
      certainty: "certain",
      limit: told({ limit, behavior }),
      evidence: [
        ...holderEvidence(holders),
        ...(queued === undefined ? [] : [{ field: "queued", value: count }]),
        ...(facts.counted === undefined
          ? []
          : [{ field: "concurrency-limit.running", value: String(facts.counted) }]),
        ...(execution === undefined ? [] : [{ field: "state", value: "QUEUED", time: sinceOf(execution) }]),
      ],
      next:
        execution === undefined
          ? longestOf(holders)
          : { tool: "force_run_execution", arguments: { execution_id: execution.id } },
    },
  ];
}

/** The call that says why the holder that has run longest still runs. */
function longestOf(holders: readonly ExecutionFact[]): Next | undefined {
  const [longest] = holders.toSorted((a, b) => Date.parse(ranFrom(a) ?? "") - Date.parse(ranFrom(b) ?? ""));
  return longest && { tool: "diagnose", arguments: { execution_id: longest.id } };
}

/** Queued though slots are free: told where it lasts, as a slot is given a moment after it is free. */
function staleCounter(facts: LimitFacts, holding: number): readonly Cause[] {
  const { counted, now, place, concurrency } = facts;
  const execution = facts.execution ?? facts.oldest;
  const age = execution === undefined ? Infinity : now - Date.parse(sinceOf(execution) ?? "");
  if (concurrency === undefined || counted === undefined || counted <= holding || !(age > grace)) return [];
  return [
    {
      cause: "limit_counter_stale",
      object: place,
      message: say`Kestra counts ${counted} running of ${place}, but ${holding} do: slots are taken by none.`,
      certainty: "probable",
      limit: told(concurrency),
      evidence: [
        { field: "concurrency-limit.running", value: String(counted) },
        { field: "executions that run", value: String(holding) },
      ],
      next:
        execution === undefined
          ? undefined
          : { tool: "force_run_execution", arguments: { execution_id: execution.id } },
    },
  ];
}

/** Milliseconds in which Kestra gives a slot that is free. */
const grace = 30_000;

/** Why an execution was cancelled or failed at once: its flow's limit was reached when it came. */
export function refusedCauses(facts: LimitFacts): readonly Cause[] {
  const { execution, concurrency, holders, place } = facts;
  if (execution === undefined || concurrency === undefined) return [];
  const behaviors: Readonly<Record<string, string>> = { CANCELLED: "CANCEL", FAILED: "FAIL" };
  const ended = execution.histories.at(-1);
  const before = execution.histories.at(-2);
  if (behaviors[execution.state] !== concurrency.behavior || execution.runs.length > 0) return [];
  if (before?.state !== "CREATED" || ended === undefined) return [];
  const then = holders.filter((holder) => ranAt(holder, ended.date));
  const isShown = then.length >= concurrency.limit;
  return [
    {
      cause: "refused_by_limit",
      object: `${place} ${execution.id}`,
      message: say`${place} runs at most ${concurrency.limit} at once and was to ${concurrency.behavior} what comes besides: the execution was ${execution.state} at ${ended.date}, ${ageOf(execution.startDate, Date.parse(ended.date))} after it came.`,
      certainty: isShown ? "certain" : "probable",
      limit: told(concurrency),
      evidence: [
        { field: "state", value: `CREATED > ${execution.state}, without a task run`, time: ended.date },
        ...holderEvidence(then),
      ],
      next: { tool: "replay_execution", arguments: { ids: [execution.id] } },
    },
  ];
}

/** Whether an execution ran at a time, as far as its dates say. */
function ranAt(execution: ExecutionFact, date: string): boolean {
  const at = Date.parse(date);
  return Date.parse(ranFrom(execution) ?? "") <= at && !(Date.parse(execution.endDate ?? "") < at);
}

/** When an execution first ran, or came where its states do not tell. */
function ranFrom({ startDate, histories }: ExecutionFact): string | undefined {
  return histories.find(({ state }) => state === "RUNNING")?.date ?? startDate;
}

function holderEvidence(holders: readonly ExecutionFact[]): readonly Evidence[] {
  return holders
    .slice(0, 5)
    .map((holder) => ({ field: "holder", value: `${holder.id} ${holder.state}`, time: holder.startDate }));
}

function told({ limit, behavior }: Limit): string {
  return `concurrency.limit ${limit} (${behavior})`;
}
