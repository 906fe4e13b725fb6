import type { FlowSpec } from "./flow.ts";
import type { State, StateType } from "./state.ts";
import type { Label, Values } from "../values/values.ts";

export interface Attempt {
  state: State;
  /** Only attempts that a worker ran have one. */
  workerId?: string;
}

export interface TaskRun {
  readonly id: string;
  readonly taskId: string;
  readonly parentTaskRunId?: string;
  /** Of a task in a loop: which of the loop's values it has, and the how-manieth that is, from 0. */
  readonly value?: string;
  readonly iteration?: number;
  /** Of a loop: its values. */
  items?: readonly string[];
  state: State;
  attempts: Attempt[];
  /** Undefined until the task has run far enough to have any. */
  outputs?: Values;
}

/** What started an execution that was not started by hand: here, the subflow task of another execution. */
export interface Trigger {
  readonly id: string;
  readonly type: string;
  readonly variables: Values;
}

export interface Execution {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision: number;
  /** The revision that it runs, whatever happens to the flow meanwhile. */
  readonly flow: FlowSpec;
  readonly originalId: string;
  /** The execution that this one restarts or replays. */
  readonly parentId?: string;
  readonly trigger?: Trigger;
  readonly scheduleDate?: number;
  /** When the first of all its attempts was created. */
  readonly createdAt: number;
  /** 1, and one more for each restart, resumed pause or replay. */
  attemptNumber: number;
  inputs?: Values;
  labels: readonly Label[];
  outputs?: Values;
  state: State;
  /** Undefined until the first task run; Kestra then leaves the list out. */
  taskRuns?: TaskRun[];
  /** Task ids to stop before. */
  breakpoints: readonly string[];
}

export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR";

export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
}

export interface LogEntry extends LogLine {
  readonly namespace: string;
  readonly flowId: string;
  /** Lines of a trigger that is evaluated are of no execution. */
  readonly executionId?: string;
  readonly triggerId?: string;
  /** Lines of the executor itself are of no task. */
  readonly taskId?: string;
  readonly taskRunId?: string;
  readonly attemptNumber?: number;
  readonly timestamp: number;
  readonly thread: string;
}

export interface Metric {
  readonly executionId: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly taskId: string;
  readonly taskRunId: string;
  readonly type: string;
  readonly name: string;
  readonly value: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly timestamp: number;
}

export function taskRunOf(execution: Execution, id: string): TaskRun | undefined {
  return execution.taskRuns?.find((run) => run.id === id);
}

export function stateIs(item: { readonly state: State }, ...states: readonly StateType[]): boolean {
  return states.includes(item.state.current);
}
