import { say, type Said } from "../../../runtime/text/said.ts";
import { oneLine } from "../logs/error-line.ts";

/** What can be wrong, the worst first: this is the order in which causes are told. */
const codes = [
  "maintenance",
  "kill_switch",
  "no_worker_queue",
  "no_worker",
  "worker_dead",
  "nothing_starts",
  "not_started",
  "scheduler_down",
  "flow_deleted",
  "flow_disabled",
  "task_failed",
  "execution_failed",
  "refused_by_limit",
  "sla_violated",
  "quota_reached",
  "rate_limited",
  "killed",
  "cancelled",
  "worker_threads_full",
  "queue_share_full",
  "flow_limit",
  "limit_counter_stale",
  "draft_revision",
  "trigger_disabled",
  "trigger_locked",
  "trigger_waits",
  "trigger_late",
  "trigger_failing",
  "backfill_paused",
  "precondition_missing",
  "count_not_met",
  "condition_set",
  "waits_for_child",
  "paused",
  "breakpoint",
  "retry_waits",
  "scheduled_ahead",
  "being_killed",
  "ended_with_warning",
] as const;

export type Code = (typeof codes)[number];

/** A field of Kestra's with its value, and when it got it, which proves a cause. */
export interface Evidence {
  readonly field: string;
  readonly value: string;
  readonly time?: string | undefined;
}

/** The call that would mend it, or that shows more. */
export interface Next {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** One reason, with its proof. */
export interface Cause {
  readonly cause: Code;
  /** What it is about: `namespace/flow`, an execution, a trigger, a group, a queue, a limit. */
  readonly object: string;
  readonly message: Said;
  /** `probable` where it is inferred. */
  readonly certainty: "certain" | "probable";
  readonly limit?: string | undefined;
  readonly evidence: readonly Evidence[];
  readonly next?: Next | undefined;
}

/** A rule looks at facts and asks for nothing. */
export type Rule<Facts> = (facts: Facts) => readonly Cause[];

/** All that rules find, what is certain first, then the worst first; what is alike once. */
export function causesOf<Facts>(rules: readonly Rule<Facts>[], facts: Facts): readonly Cause[] {
  const found = new Map<string, Cause>();
  for (const cause of rules.flatMap((rule) => rule(facts))) {
    const key = `${cause.cause} ${cause.object}`;
    if (!found.has(key)) found.set(key, cause);
  }
  return [...found.values()].toSorted(
    (a, b) => doubt(a) - doubt(b) || codes.indexOf(a.cause) - codes.indexOf(b.cause),
  );
}

function doubt({ certainty }: Cause): number {
  return certainty === "certain" ? 0 : 1;
}

/** Causes that an answer shows, and characters of a value in evidence. */
const mostCauses = 20;
const mostEvidence = 12;
const longestValue = 300;

/** Causes as they are told: masked, each text on one line, and bounded. */
export function toldCauses(causes: readonly Cause[], mask: (text: string) => string) {
  const told = causes.slice(0, mostCauses).map(({ message, object, limit, evidence, next, ...rest }) => ({
    ...rest,
    object: oneLine(object, mask),
    message: message.masked(mask),
    ...(limit === undefined ? {} : { limit }),
    evidence: evidence.slice(0, mostEvidence).map(({ field, value, time }) => ({
      field,
      value: oneLine(value, mask, longestValue),
      ...(time === undefined ? {} : { time }),
    })),
    ...(next === undefined ? {} : { next: { ...next } }),
  }));
  const left = causes.length - told.length;
  return {
    causes: told,
    ...(left === 0 ? {} : { truncated: `${left} more causes: ask about one flow or execution.` }),
  };
}

/**
 * The first cause in a sentence, and how many more there are; `well` where there is none.
 * @param before a sentence that goes before the causes, and stands in the place of `well`
 */
export function summaryOf(causes: readonly Cause[], well: Said, before?: Said): Said {
  const [first] = causes;
  if (first === undefined) return before ?? well;
  if (before !== undefined) return say`${before} ${summaryOf(causes, well)}`;
  const probably = first.certainty === "probable" ? say`Probably: ` : say``;
  const more = causes.length > 1 ? say` (${causes.length} causes in all.)` : say``;
  return say`${probably}${first.message}${more}`;
}
