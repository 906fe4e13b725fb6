import { joined, say, type Said } from "../../../runtime/text/said.ts";
import { isWaiting } from "../execution/execution-state.ts";

/** One change of a state. */
interface Change {
  readonly state?: string | null | undefined;
  readonly date?: string | null | undefined;
}

/** A task run of an execution that was read. */
export interface ReadRun {
  readonly id: string;
  readonly taskId: string;
  readonly value?: string | null | undefined;
  readonly state: string;
  readonly histories?: readonly Change[] | null | undefined;
}

/** The task runs that wait for somebody, in Kestra's order: of several it resumes the first. */
export function waitingRuns(runs: readonly ReadRun[] | null | undefined): readonly ReadRun[] {
  return (runs ?? []).filter(({ state }) => isWaiting(state));
}

/** Since when something waits: its last change to a state of waiting; undefined where Kestra does not tell. */
export function waitingSince(histories: readonly Change[] | null | undefined): string | undefined {
  return (histories ?? []).findLast(({ state }) => isWaiting(state ?? ""))?.date ?? undefined;
}

/** Which task run an answer is for: `run` is undefined where an execution was paused from outside, by no task. */
export type Answered = { readonly run?: ReadRun } | { readonly fault: Said };

/**
 * The task run that is answered by an answer to an execution. Kestra's route names none: it answers the first that waits. So
 * an answer that is meant for another one is refused, and one that does not say where several wait.
 * @param task_run_id which one is meant, where the caller said so
 */
export function answeredRun(
  execution_id: string,
  runs: readonly ReadRun[],
  task_run_id: string | null | undefined,
): Answered {
  const [first] = runs;
  const others = joined(runs.map(named), "; ");
  if (task_run_id) {
    if (first?.id === task_run_id) return { run: first };
    if (first === undefined) return { fault: say`Execution ${execution_id} waits at no task run.` };
    if (runs.some(({ id }) => id === task_run_id))
      return {
        fault: say`Of execution ${execution_id} Kestra answers ${named(first)} before ${task_run_id}: answer that one first. Nothing was done.`,
      };
    return {
      fault: say`In execution ${execution_id} there is no task run ${task_run_id} that waits. Those that do: ${others}.`,
    };
  }
  if (runs.length > 1)
    return {
      fault: say`In execution ${execution_id} ${runs.length} task runs wait: ${others}. Nothing was done: name the first of them in task_run_id, as Kestra answers it before the others; \`list_pending_approvals\` shows what each asks.`,
    };
  return first === undefined ? {} : { run: first };
}

/** `task run 6aBc (task approve, value eu)`. */
function named({ id, taskId, value }: ReadRun): Said {
  return value ? say`task run ${id} (task ${taskId}, value ${value})` : say`task run ${id} (task ${taskId})`;
}
