import { joined, say, type Said } from "../../../runtime/text/said.ts";

/** A task run of an execution that is replayed. */
export interface PastRun {
  readonly id: string;
  readonly taskId: string;
  readonly parentTaskRunId?: string | null | undefined;
  readonly value?: string | null | undefined;
  readonly iteration?: number | null | undefined;
  readonly state?: string | null | undefined;
}

/** Task runs that are named in an error at most. */
const most = 20;

/**
 * The task run that a replay starts from.
 * @param from_task id of a task or of a task run; empty means the beginning
 * @returns the run, nothing for the beginning, or why it is not clear which is meant
 */
export function replayStart(
  execution_id: string,
  runs: readonly PastRun[],
  from_task: string,
): { readonly run?: PastRun } | { readonly fault: Said } {
  if (from_task === "") return {};
  const exact = runs.find(({ id }) => id === from_task);
  if (exact !== undefined) return { run: exact };
  const [first, ...others] = runs.filter(({ taskId }) => taskId === from_task);
  if (first === undefined) {
    const tasks = [...new Set(runs.map(({ taskId }) => taskId))].slice(0, most);
    const ran = tasks.length === 0 ? say`none ran` : say`those that ran are ${tasks.join(", ")}`;
    return {
      fault: say`In execution ${execution_id} no task ${from_task} ran, nor is there such a task run: ${ran}. From Kestra 2.0 on an iteration of a loop is an execution of its own.`,
    };
  }
  if (others.length === 0) return { run: first };
  const all = [first, ...others];
  const rest = all.length > most ? say` and ${all.length - most} more` : say``;
  const each = joined(all.slice(0, most).map(named), "; ");
  return {
    fault: say`In execution ${execution_id} task ${from_task} ran ${all.length} times: ${each}${rest}. Name one of these task runs in from_task.`,
  };
}

/** `6aBc (value eu, SUCCESS)` */
function named({ id, value, iteration, state }: PastRun): Said {
  const facts = [
    value ? `value ${value}` : "",
    iteration === undefined || iteration === null ? "" : `iteration ${iteration}`,
    state ?? "",
  ];
  return say`${id} (${facts.filter(Boolean).join(", ")})`;
}
