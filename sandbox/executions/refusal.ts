import type { Line } from "../line/line.ts";
import type { Execution } from "./execution.ts";

/** One of several errors behind a refusal, as Kestra nests them in its error body. */
export interface NestedError {
  readonly message: string;
  readonly path?: string;
}

/** An action that Kestra refuses: the status, and the message of the error body as it reads on the line. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly errors: readonly NestedError[];

  constructor(status: number, message: string, errors: readonly NestedError[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

type Words = readonly [status: number, message: string];

/** The words of 1.0, of 1.3 and of 2.0; `{id}` and `{state}` are the execution's, `{taskRunId}` and `{target}` what was asked for. */
const words = {
  pauseNotRunning: {
    "1.0": [422, "Illegal argument: The execution is not running"],
    "1.3": [422, "Illegal argument: The execution is not running"],
    "2.0": [409, "Conflict: Cannot pause execution: execution is not running."],
  },
  resumeNotPaused: {
    "1.0": [409, "Illegal state: Execution '{id}' is not paused, can't resume it"],
    "1.3": [409, "Illegal state: Execution '{id}' is not paused, can't resume it"],
    "2.0": [409, "Illegal state: Execution '{id}' is not paused, can't resume it"],
  },
  notSuspended: {
    "1.0": [409, "Illegal state: Execution is not suspended"],
    "1.3": [409, "Illegal state: Execution is not suspended"],
    "2.0": [409, "Conflict: Cannot resume execution: execution is not suspended."],
  },
  forceRunEnded: {
    "1.0": [422, "Illegal argument: Only non terminated executions can be forced run."],
    "1.3": [422, "Illegal argument: Only non terminated executions can be forced run."],
    "2.0": [409, "Conflict: Cannot force run execution: only non-terminated executions can be force run."],
  },
  unqueueNotQueued: {
    "1.0": [422, "Illegal argument: Only QUEUED execution can be unqueued"],
    "1.3": [422, "Illegal argument: Only QUEUED execution can be unqueued"],
    "2.0": [409, "Conflict: Cannot unqueue execution: only QUEUED executions can be unqueued."],
  },
  unqueueToOther: {
    "1.0": [
      422,
      "Illegal argument: Invalid target state: {target}. Valid states are: [RUNNING, FAILED, CANCELLED]",
    ],
    "1.3": [
      422,
      "Illegal argument: Invalid target state: {target}. Valid states are: [RUNNING, FAILED, CANCELLED]",
    ],
    "2.0": [
      409,
      "Conflict: Failed to execute action 'Unqueue' on execution {id}. Cause: Invalid target state: {target}. Valid states are: [RUNNING, FAILED, CANCELLED]",
    ],
  },
  killEnded: {
    "1.0": [409, "Illegal state: Execution is already finished, can't kill it"],
    "1.3": [409, "Illegal state: Execution is already finished, can't kill it"],
    "2.0": [409, "Conflict: Cannot kill execution: execution is already terminated."],
  },
  changeNotEnded: {
    "1.0": [422, "Illegal argument: You can only change the state of a terminated execution."],
    "1.3": [422, "Illegal argument: You can only change the state of a terminated non killed execution."],
    "2.0": [409, "Conflict: Cannot change execution state: execution must be terminated and not killed."],
  },
  changeToUnended: {
    "1.0": [422, "Illegal argument: You can only change the state of an execution to a terminal state."],
    "1.3": [422, "Illegal argument: You can only change the state of an execution to a terminal state."],
    "2.0": [422, "Illegal argument: You can only change the state of an execution to a terminal state."],
  },
  restartNotEnded: {
    "1.0": [409, "Illegal state: Execution must be terminated to be restarted, current state is '{state}' !"],
    "1.3": [
      409,
      "Illegal state: Execution must be terminated or paused and not killed to be restarted, current state is '{state}' !",
    ],
    "2.0": [
      409,
      "Conflict: Cannot restart execution: current state is '{state}', expected terminated or paused.",
    ],
  },
  restartNothing: {
    "1.0": [422, "Illegal argument: No task found to restart execution from!"],
    "1.3": [422, "Illegal argument: No task found to restart execution from!"],
    "2.0": [
      409,
      "Conflict: Cannot restart execution: current state is '{state}', expected terminated or paused.",
    ],
  },
  taskRunMissing: {
    "1.0": [422, "Illegal argument: No task found to restart execution from!"],
    "1.3": [422, "Illegal argument: No task found to restart execution from!"],
    "2.0": [
      409,
      "Conflict: Failed to execute action 'Change task run state' on execution {id}. Cause: No task found to restart execution from!",
    ],
  },
  replayTaskRunMissing: {
    "1.0": [422, "Illegal argument: No task found to restart execution from!"],
    "1.3": [422, "Illegal argument: No task found to restart execution from!"],
    "2.0": [422, "Illegal argument: Task run id '{taskRunId}' not found in execution '{id}'"],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Line, Words>>>>;

/** Why an action on this execution is refused, in the words of the line. */
export function refusal(
  line: Line,
  reason: keyof typeof words,
  { id, state }: Pick<Execution, "id" | "state">,
  { taskRunId = "", target = "" }: { readonly taskRunId?: string; readonly target?: string } = {},
): Refusal {
  const [status, message] = words[reason][line];
  return new Refusal(
    status,
    message
      .replace("{id}", id)
      .replace("{state}", state.current)
      .replace("{taskRunId}", taskRunId)
      .replace("{target}", target),
  );
}
