import { isObject } from "../../../runtime/json.ts";
import { textsAt } from "../diagnosis/facts/fields.ts";
import { stateOf } from "./execution-state.ts";

/** A task run of an execution, as far as every line tells it. */
export interface TaskRun {
  readonly id: string;
  readonly taskId: string;
  readonly parentTaskRunId?: string;
  /** Which round of a loop it is. */
  readonly value?: string;
  readonly iteration?: number;
  readonly state: string;
  readonly startDate?: string;
  readonly endDate?: string;
  /** Its states in order. */
  readonly histories: readonly StateChange[];
  readonly attempts: readonly Attempt[];
  /** On 1.x; 2.0 has requests of their own for them. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface Attempt {
  readonly state: string;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly workerId?: string;
}

export interface StateChange {
  readonly state: string;
  readonly date: string;
}

/** The task runs of an execution's `taskRunList`, in its order; empty where it has none. */
export function taskRunsOf(list: unknown): readonly TaskRun[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly unknown[]).flatMap((run) => {
    if (!isObject(run) || typeof run.id !== "string" || typeof run.taskId !== "string") return [];
    const attempts = Array.isArray(run.attempts) ? (run.attempts as readonly unknown[]) : [];
    return [
      {
        id: run.id,
        taskId: run.taskId,
        ...textsAt(run, ["parentTaskRunId", "value"]),
        ...(typeof run.iteration === "number" ? { iteration: run.iteration } : {}),
        state: stateOf(run.state),
        ...textsAt(run.state, ["startDate", "endDate"]),
        histories: historiesOf(run.state),
        attempts: attempts.map(attemptOf),
        ...(isObject(run.outputs) ? { outputs: run.outputs } : {}),
      },
    ];
  });
}

/** The states that an execution or a task run had, in order, of its `state`. */
export function historiesOf(state: unknown): readonly StateChange[] {
  if (!isObject(state) || !Array.isArray(state.histories)) return [];
  return (state.histories as readonly unknown[]).flatMap((change) =>
    isObject(change) && typeof change.state === "string" && typeof change.date === "string"
      ? [{ state: change.state, date: change.date }]
      : [],
  );
}

function attemptOf(attempt: unknown): Attempt {
  if (!isObject(attempt)) return { state: "" };
  return {
    state: stateOf(attempt.state),
    ...textsAt(attempt.state, ["startDate", "endDate"]),
    ...textsAt(attempt, ["workerId"]),
  };
}
