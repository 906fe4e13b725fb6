import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import { failureOf, type ErrorLine, type Failed } from "../execution/failure.ts";
import { oneLine } from "../logs/error-line.ts";
import { stateOf } from "../execution/execution-state.ts";

/** Error lines that are told, the last ones, and characters of each. */
const most = { lines: 5, text: 300 };

/** States in which an execution ended as its flow did not want it. */
const failed: readonly string[] = ["FAILED", "KILLED", "CANCELLED", "RETRIED"];

/** True for an execution whose call failed. */
export function hasFailed(state: unknown): boolean {
  return failed.includes(stateOf(state));
}

interface Ended extends Failed {
  readonly namespace: string;
  readonly flowId: string;
  readonly url?: string | null | undefined;
}

/**
 * What is told of an execution that failed: the task and why, the last lines at ERROR, the id, and what to call next. The lines
 * are data, in quotes.
 * @param lines of the execution, the newest first
 */
export function failedRun(
  execution: Ended,
  lines: readonly ErrorLine[],
  mask: (text: string) => string,
): InputError {
  const { id, namespace, flowId, url } = execution;
  const state = stateOf(execution.state);
  const failure = failureOf(execution, lines, mask);
  const task = failure?.taskId === undefined ? say`` : say` in task ${failure.taskId}`;
  const why = failure === undefined ? say`` : say`: ${JSON.stringify(failure.message)}`;
  const last = lines
    .slice(0, most.lines)
    .map(({ message }) => oneLine(message ?? "", mask, most.text))
    .filter((it) => it !== "" && it !== failure?.message)
    .toReversed();
  const logged = last.length === 0 ? undefined : say`Its last error lines: ${JSON.stringify(last)}.`;
  const seen = url ? say`People see it at ${url}.` : undefined;
  return new InputError(
    sentences(
      say`the flow ${namespace}.${flowId} ended ${state}${task}${why}.`,
      logged,
      say`Execution ${id}: \`diagnose\` with this execution_id says why, \`get_execution_logs\` shows its log.`,
      seen,
    ),
  );
}
