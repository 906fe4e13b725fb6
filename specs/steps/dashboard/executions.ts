import { ageOf } from "../diagnosis/duration.ts";
import { placeOf, sinceOf, type ExecutionFact } from "../diagnosis/facts/execution-fact.ts";
import { oneLine } from "../logs/error-line.ts";
import { mostRows } from "./calls.ts";
import type { DashboardFacts, Part } from "./facts.ts";

/** What has not begun to run. */
export const unstartedStates = ["CREATED", "SUBMITTED"] as const;

/** The same, and what is queued for a limit. */
export const waitingStates = ["QUEUED", ...unstartedStates] as const;

/** What runs, or is about to. */
export const runningStates = ["RUNNING", "RESTARTED", "KILLING"] as const;

/** What waits for somebody, or for the next try. */
export const pausedStates = ["PAUSED", "BREAKPOINT", "RETRYING"] as const;

/** An execution in a list. */
function told(execution: ExecutionFact, since: string | undefined, now: number) {
  const { id, state, scheduleDate } = execution;
  const isAhead = Date.parse(scheduleDate ?? "") > now;
  return {
    id,
    flow: placeOf(execution),
    state,
    since,
    age: ageOf(since, now),
    ...(isAhead ? { startsAt: scheduleDate } : {}),
  };
}

/** What is queued, created or submitted, the oldest first. */
export function waitingOf({ waiting, now }: DashboardFacts) {
  return {
    total: waiting.total,
    oldest: waiting.rows.slice(0, mostRows).map((it) => told(it, sinceOf(it), now)),
    ...rest(waiting, waitingStates),
  };
}

/** What runs, the longest first. */
export function runningOf({ running, now }: DashboardFacts) {
  return {
    total: running.total,
    longest: running.rows.slice(0, mostRows).map((it) => told(it, it.startDate, now)),
    ...rest(running, runningStates),
  };
}

/** What is paused or retries, the oldest first. */
export function pausedOf({ paused, now }: DashboardFacts) {
  return {
    total: paused.total,
    oldest: paused.rows.slice(0, mostRows).map((it) => told(it, sinceOf(it), now)),
    ...rest(paused, pausedStates),
  };
}

function rest({ total }: Part<ExecutionFact>, states: readonly string[]) {
  const left = total - mostRows;
  return left > 0 ? { rest: `${left} more: list_executions with state ${states.join(", ")}.` } : {};
}

/** Characters of a reason at most. */
const longestReason = 200;

/** Flows by how often they failed, with why they did last. */
export function failuresIn(
  { failing, reasons, states, now }: DashboardFacts,
  mask: (text: string) => string,
) {
  const left = failing.total - failing.rows.length;
  return {
    executions: states["FAILED"] ?? 0,
    flows: failing.total,
    top: failing.rows.map((flow) => {
      const reason = reasons.get(placeOf(flow));
      const { taskId, message } = reason?.failure ?? {};
      return {
        flow: placeOf(flow),
        failed: flow.total,
        ...(reason === undefined
          ? { reason: "not looked at: ask diagnose" }
          : {
              last: reason.execution.id,
              age: ageOf(reason.execution.endDate ?? reason.execution.startDate, now),
              ...(taskId === undefined ? {} : { task: taskId }),
              ...(message === undefined ? {} : { reason: oneLine(message, mask, longestReason) }),
            }),
      };
    }),
    ...(left > 0 ? { rest: `${left} more flows: get_statistics by flow with state FAILED.` } : {}),
  };
}
