import type { Line } from "../line/line.ts";
import { workerTypes } from "./worker-tasks.ts";

/**
 * How the engine treats a task: a worker runs it; it holds other tasks; it waits for someone to resume it; it starts
 * another execution; or it changes its own execution.
 */
export type TaskKind = "worker" | "flowable" | "pause" | "subflow" | "update";

const flow = "io.kestra.plugin.core.flow";
const execution = "io.kestra.plugin.core.execution";

export const taskType = {
  allowFailure: `${flow}.AllowFailure`,
  choose: `${flow}.Switch`,
  dag: `${flow}.Dag`,
  each: `${flow}.EachSequential`,
  eachAtOnce: `${flow}.EachParallel`,
  exit: `${execution}.Exit`,
  forEach: `${flow}.ForEach`,
  labels: `${execution}.Labels`,
  parallel: `${flow}.Parallel`,
  pause: `${flow}.Pause`,
  sequential: `${flow}.Sequential`,
  subflow: `${flow}.Subflow`,
  when: `${flow}.If`,
} as const;

const kinds: ReadonlyMap<string, TaskKind> = new Map<string, TaskKind>([
  ...workerTypes.map((type): [string, TaskKind] => [type, "worker"]),
  [taskType.allowFailure, "flowable"],
  [taskType.choose, "flowable"],
  [taskType.dag, "flowable"],
  [taskType.each, "flowable"],
  [taskType.eachAtOnce, "flowable"],
  [taskType.forEach, "flowable"],
  [taskType.exit, "update"],
  [taskType.labels, "update"],
  [taskType.parallel, "flowable"],
  [taskType.pause, "pause"],
  [taskType.sequential, "flowable"],
  [taskType.subflow, "subflow"],
  [taskType.when, "flowable"],
]);

/** The loops of the lines up to 1.3. */
export const loops: readonly string[] = [taskType.each, taskType.eachAtOnce, taskType.forEach];

const all = [...kinds.keys()].toSorted();

/** The task types that the sandbox runs on a line, sorted. */
export const taskTypes: Readonly<Record<Line, readonly string[]>> = {
  "1.0": all,
  "1.3": all,
  "2.0": all.filter((type) => !loops.includes(type)),
};

/** A type that nobody knows is treated as a worker task, which then fails. */
export function kindOf(type: string): TaskKind {
  return kinds.get(type) ?? "worker";
}
