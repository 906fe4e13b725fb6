import { say } from "../../../runtime/text/said.ts";
import { errorLine } from "../logs/error-line.ts";
import { orNothing } from "../or-nothing.ts";
import { stateOf } from "./execution-state.ts";
import { historiesOf, taskRunsOf, type TaskRun } from "./task-runs.ts";

/** What went wrong in an execution. */
export interface Failure {
  /** The task that failed first; absent where the execution ended without one. */
  readonly taskId?: string;
  readonly taskRunId?: string;
  /** Its last attempt, from 0, as logs count them. */
  readonly attempt?: number;
  /** The execution that a Subflow task started and that did not succeed, where the task run names it (1.x). */
  readonly childId?: string;
  /** Present where the task runs were not known, so that lines alone name the task. */
  readonly isInferred?: true;
  /** One line of at most 300 characters. */
  readonly message: string;
}

/** An execution as a search or a read gives it; rows of 2.0 have no task runs. */
export interface Failed {
  readonly id: string;
  readonly state: unknown;
  readonly taskRunList?: unknown;
}

/** A line at ERROR. */
export interface ErrorLine {
  readonly executionId?: string | null | undefined;
  readonly taskId?: string | null | undefined;
  readonly taskRunId?: string | null | undefined;
  readonly attemptNumber?: number | null | undefined;
  readonly message?: string | null | undefined;
}

type Mask = (text: string) => string;

/** Which task runs can be why an execution ended so. */
const culprits: Readonly<Record<string, readonly string[]>> = {
  FAILED: ["FAILED"],
  RETRIED: ["RETRIED", "FAILED"],
  WARNING: ["WARNING", "FAILED"],
  KILLED: ["KILLED"],
  CANCELLED: ["CANCELLED", "KILLED"],
};

/** True for a state of which `failureOf` tells a reason. */
export function hasFailure(state: unknown): boolean {
  return Object.hasOwn(culprits, stateOf(state));
}

/**
 * Why an execution failed, ended with a warning, was killed or cancelled: the first task run that did so by itself, with the
 * line that it logged last. Its parents end so because of it, and the tasks of `errors` and `finally` run after it.
 * @param lines those at ERROR of the execution, the newest first
 * @param mask takes secrets out of what is foreign
 * @returns undefined for an execution in another state
 */
export function failureOf(
  execution: Failed,
  lines: readonly ErrorLine[],
  mask: Mask = (text) => text,
): Failure | undefined {
  const state = stateOf(execution.state);
  if (!hasFailure(state)) return undefined;
  const run = failedRun(taskRunsOf(execution.taskRunList), state);
  if (run === undefined && !Array.isArray(execution.taskRunList)) {
    const named = firstNamed(lines, mask);
    if (named !== undefined) return named;
  }
  if (run === undefined) {
    const own = lines.filter(({ taskRunId }) => !taskRunId);
    const told = errorLine(messages(own.length > 0 ? own : lines), mask);
    return { message: told ?? withoutRun(execution.state, mask) };
  }
  const attempt = run.attempts.length > 0 ? run.attempts.length - 1 : undefined;
  const childId = childOf(run);
  return {
    taskId: run.taskId,
    taskRunId: run.id,
    ...(attempt === undefined ? {} : { attempt }),
    ...(childId === undefined ? {} : { childId }),
    message: lineOf(run, attempt, lines, mask) ?? ofState(run, childId, mask),
  };
}

/** Of the task that logged an error first: what others log after it, such as those of `errors`, follows from it. */
function firstNamed(lines: readonly ErrorLine[], mask: Mask): Failure | undefined {
  const { taskId, taskRunId } = lines.findLast((line) => line.taskId && line.taskRunId) ?? {};
  if (!taskId || !taskRunId) return undefined;
  const own = lines.filter((line) => line.taskRunId === taskRunId);
  const message = errorLine(messages(own), mask);
  const attempt = own[0]?.attemptNumber;
  if (message === undefined) return undefined;
  return {
    taskId,
    taskRunId,
    ...(typeof attempt === "number" ? { attempt } : {}),
    isInferred: true,
    message,
  };
}

/** How what is missing in rows is asked for. */
export interface FailureCalls {
  /** The last lines at ERROR of these executions, the newest first; at most as many as a page has. */
  readonly lines: (given: { readonly execution_ids: string[]; readonly size: number }) => Promise<{
    readonly results: readonly ErrorLine[];
  }>;
  /** One execution with its task runs. */
  readonly execution: (given: { readonly execution_id: string }) => Promise<{
    readonly taskRunList?: unknown;
  }>;
}

/** Lines that are asked for at once. */
const page = 100;

/**
 * Why each of many executions failed, by its id. Of all of them the last error lines are asked for at once; only where
 * those fill a page, each that has none in it is asked for alone; and those that come without task runs are read. What
 * Kestra does not tell leaves what the state says.
 * @param most executions that are looked into: the first that failed. At most 1 + 2 * most requests; side by side but for
 *   the lines asked for alone
 */
export async function failuresOf(
  executions: readonly Failed[],
  ask: FailureCalls,
  most: number,
  mask: Mask = (text) => text,
): Promise<ReadonlyMap<string, Failure>> {
  const failed = executions.filter(({ state }) => hasFailure(state)).slice(0, most);
  if (failed.length === 0) return new Map();
  const [together, whole] = await Promise.all([
    linesOf(
      ask,
      failed.map(({ id }) => id),
    ),
    Promise.all(failed.map((execution) => withRuns(execution, ask))),
  ]);
  const isFull = failed.length > 1 && together.length >= page;
  const told = await Promise.all(
    whole.map(async (execution): Promise<[string, Failure | undefined]> => {
      const { id } = execution;
      const own = together.filter(({ executionId }) => executionId === id);
      const lines = own.length === 0 && isFull ? await linesOf(ask, [id]) : own;
      return [id, failureOf(execution, lines, mask)];
    }),
  );
  return new Map(told.flatMap(([id, failure]) => (failure === undefined ? [] : [[id, failure]])));
}

async function linesOf(ask: FailureCalls, execution_ids: string[]): Promise<readonly ErrorLine[]> {
  return (await orNothing(() => ask.lines({ execution_ids, size: page })))?.results ?? [];
}

async function withRuns(execution: Failed, ask: FailureCalls): Promise<Failed> {
  if (Array.isArray(execution.taskRunList)) return execution;
  const read = await orNothing(() => ask.execution({ execution_id: execution.id }));
  return { ...execution, taskRunList: read?.taskRunList };
}

/**
 * The task run that failed first by itself. A run below one that ended otherwise was forgiven; one with a failed run below
 * it failed because of that.
 */
export function failedRun(runs: readonly TaskRun[], state: string): TaskRun | undefined {
  const [worst = "", ...others] = culprits[state] ?? [];
  const isFailed = (run: TaskRun) => run.state === worst || others.includes(run.state);
  const byId = new Map(runs.map((run) => [run.id, run]));
  const known = new Map<TaskRun, boolean>();
  const isForgiven = (run: TaskRun): boolean => {
    const above: TaskRun[] = [];
    let answer: boolean | undefined;
    for (let at = run; answer === undefined;) {
      above.push(at);
      // Of runs that are above each other nothing is known to forgive them.
      known.set(at, false);
      const parent = at.parentTaskRunId === undefined ? undefined : byId.get(at.parentTaskRunId);
      if (parent === undefined) answer = false;
      else if (hasEndedWell(parent) && !isFailed(parent)) answer = true;
      else {
        answer = known.get(parent);
        at = parent;
      }
    }
    for (const one of above) known.set(one, answer);
    return answer;
  };
  const failed = runs.filter((run) => isFailed(run) && !isForgiven(run));
  const parents = new Set(failed.map(({ parentTaskRunId }) => parentTaskRunId));
  const [first] = failed.filter(({ id }) => !parents.has(id)).toSorted((a, b) => ended(a) - ended(b));
  return first;
}

function hasEndedWell({ state }: TaskRun): boolean {
  return state === "WARNING" || state === "SUCCESS" || state === "SKIPPED";
}

/** When it ended; one whose end is not told comes last. */
function ended({ endDate }: TaskRun): number {
  const time = Date.parse(endDate ?? "");
  return Number.isNaN(time) ? Infinity : time;
}

/** What the run logged last: in its last attempt, else in any. */
function lineOf(
  run: TaskRun,
  attempt: number | undefined,
  lines: readonly ErrorLine[],
  mask: Mask,
): string | undefined {
  const own = lines.filter(({ taskRunId }) => taskRunId === run.id);
  const last = own.filter(({ attemptNumber }) => attemptNumber === attempt);
  return errorLine(messages(last.length > 0 ? last : own), mask);
}

function messages(lines: readonly ErrorLine[]) {
  return lines.map(({ message }) => message);
}

/** The execution that a Subflow task started. */
function childOf({ outputs }: TaskRun): string | undefined {
  const id = outputs?.executionId;
  return typeof id === "string" && typeof outputs?.state === "string" && outputs.state !== "SUCCESS"
    ? id
    : undefined;
}

function ofState(run: TaskRun, childId: string | undefined, mask: Mask): string {
  if (childId !== undefined)
    return say`Task ${run.taskId} ended ${run.state}, as the execution ${childId} did that it started.`.masked(
      mask,
    );
  return say`Task ${run.taskId} ended ${run.state} and logged no error.`.masked(mask);
}

/** Of an execution that ended without a task run that did so. */
function withoutRun(state: unknown, mask: Mask): string {
  const current = stateOf(state);
  const before = historiesOf(state)
    .map((change) => change.state)
    .filter((name) => name !== current)
    .at(-1);
  const end =
    before === undefined
      ? say`The execution ended ${current}`
      : say`The execution went from ${before} to ${current}`;
  return say`${end}; no task run and no error line says why.`.masked(mask);
}
