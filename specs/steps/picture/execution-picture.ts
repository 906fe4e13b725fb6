import { lengthOf } from "../diagnosis/duration.ts";
import { placeOf, type ExecutionFact } from "../diagnosis/facts/execution-fact.ts";
import { numberOf, optionalText, rawOf } from "../diagnosis/facts/fields.ts";
import type { LogFact } from "../diagnosis/failure-causes.ts";
import { hasEnded, isWaiting } from "../execution/execution-state.ts";
import { failureOf, type Failure } from "../execution/failure.ts";
import { oneLine } from "../logs/error-line.ts";
import { ageInSeconds, between } from "./seconds.ts";
import { runRows, type Clock, type StartedExecution } from "./run-rows.ts";
import { shownRows } from "./shown-rows.ts";

/** Changes of state that are told at most: the last ones. */
const mostStates = 30;

/** Lines of a failure, likewise. */
const mostLines = 12;

/** What Kestra told of an execution. */
export interface ToldExecution {
  readonly execution: ExecutionFact;
  /** Executions that it started. */
  readonly started: readonly ExecutionFact[];
  /** From WARN on, the newest first. */
  readonly lines: readonly LogFact[];
  /** Where people see executions. */
  readonly page?: string | null | undefined;
}

/** An execution as a chart. @param now in milliseconds since 1970 @param mask takes secrets out of lines */
export function executionPicture(
  { execution, started, lines, page }: ToldExecution,
  { now, mask }: { readonly now: number; readonly mask: (text: string) => string },
) {
  const { id, namespace, flowId, flowRevision, state, startDate, endDate, runs, raw } = execution;
  const isEnded = hasEnded(state);
  const clock = { from: startDate, now };
  const errors = lines.filter(({ level }) => level === "ERROR");
  const failure = failureOf({ id, state: raw.state, taskRunList: raw.taskRunList }, errors, mask);
  const all = runRows(runs, started.flatMap(startedExecution), clock);
  const taskRuns = shownRows(all);
  const left = all.length - taskRuns.length;
  return {
    summary: summaryOf(execution, failure, now),
    executionId: id,
    namespace,
    flowId,
    revision: flowRevision,
    state,
    isEnded,
    startDate,
    endDate: isEnded ? endDate : undefined,
    seconds: secondsOfExecution(execution, now),
    taskRuns,
    states: stateChanges(execution, clock),
    failure: failure && {
      taskId: failure.taskId,
      taskRunId: failure.taskRunId,
      executionId: failure.childId,
      message: failure.message,
      lines: failureLines(lines, failure, mask),
    },
    url: page && [page, ...[namespace, flowId, id].map(encodeURIComponent)].join("/"),
    truncated:
      left === 0
        ? undefined
        : `${left} of ${all.length} task runs are left out: of those that succeeded the last. \`search_task_runs\` finds them.`,
  };
}

/** The states of an execution, each with when it began, in seconds after the execution did. */
function stateChanges({ histories }: ExecutionFact, { from }: Clock) {
  return histories.slice(-mostStates).flatMap(({ state, date }) => {
    const at = between(from, date);
    return at === undefined ? [] : [{ state, at }];
  });
}

/** How long an execution took, or has taken. */
function secondsOfExecution({ startDate, endDate, state }: ExecutionFact, now: number): number | undefined {
  const isOver = endDate !== undefined && hasEnded(state);
  return isOver ? between(startDate, endDate) : ageInSeconds(startDate, now);
}

/** An execution that another one started, where the row says by which task run. */
function startedExecution(execution: ExecutionFact): readonly StartedExecution[] {
  const { id, state, startDate, endDate, raw, trigger } = execution;
  const loop = rawOf(raw.loopRun);
  const taskRunId = optionalText(loop.taskRunId) ?? optionalText(trigger?.variables.taskRunId);
  if (taskRunId === undefined) return [];
  const value = optionalText(loop.value);
  const iteration = numberOf(loop.index);
  return [{ id, flow: placeOf(execution), taskRunId, state, startDate, endDate, value, iteration }];
}

/** The last lines from WARN on of what failed, the oldest first; of the execution where no task run is known. */
function failureLines(lines: readonly LogFact[], { taskRunId }: Failure, mask: (text: string) => string) {
  const own = lines.filter((line) => taskRunId === undefined || line.taskRunId === taskRunId);
  return own
    .slice(0, mostLines)
    .toReversed()
    .map(({ timestamp, level, message, attemptNumber }) => ({
      time: timestamp ?? "",
      level: level ?? "",
      message: oneLine(message ?? "", mask),
      ...(typeof attemptNumber === "number" ? { attempt: attemptNumber } : {}),
    }));
}

/** What happened, in a sentence or two. */
function summaryOf(execution: ExecutionFact, failure: Failure | undefined, now: number): string {
  const { id, state, runs } = execution;
  const seconds = secondsOfExecution(execution, now);
  const time = seconds === undefined ? "" : ` ${hasEnded(state) ? "after" : "for"} ${timeText(seconds)}`;
  const head = `${placeOf(execution)} ${id}: ${state}${time}.`;
  if (failure !== undefined) {
    const attempt = (failure.attempt ?? 0) > 0 ? ` in attempt ${(failure.attempt ?? 0) + 1}` : "";
    const what = failure.taskId === undefined ? "" : `${failure.taskId}${attempt}: `;
    return `${head} ${what}${failure.message}`;
  }
  if (hasEnded(state)) return `${head} ${count(runs.length)}.`;
  const open = runs.filter((run) => !hasEnded(run.state));
  const names = [...new Set(open.map(({ taskId, state: its }) => `${taskId} is ${its}`))].slice(0, 5);
  const told = names.length === 0 ? "" : ` ${names.join(", ")}.`;
  const next = isWaiting(state) ? " `resume_execution` lets it go on." : "";
  return `${head} ${count(runs.length - open.length)} of ${runs.length} ended.${told}${next}`;
}

function count(runs: number): string {
  return `${runs} task ${runs === 1 ? "run" : "runs"}`;
}

function timeText(seconds: number): string {
  return seconds < 60 ? `${Math.round(seconds * 10) / 10} s` : lengthOf(seconds);
}
