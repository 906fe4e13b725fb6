import type { TaskRun } from "../execution/task-runs.ts";
import { isSame } from "./differences.ts";

/** A task run beside the one of the other execution; absent where a side has none. */
export interface RunPair {
  readonly taskId: string;
  /** Of a loop. */
  readonly value?: string;
  readonly execution?: TaskRun;
  readonly base?: TaskRun;
}

/** Where two executions part, and by what. */
export interface Parting {
  readonly taskId: string;
  readonly value?: string;
  readonly why: string;
}

/** The task runs side by side: those of the execution in its order, then those of the base alone. */
export function pairs(execution: readonly TaskRun[], base: readonly TaskRun[]): readonly RunPair[] {
  const [ours, theirs] = [byKey(execution), byKey(base)];
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])];
  return keys.flatMap((key) => {
    const [own, other] = [ours.get(key), theirs.get(key)];
    const one = own ?? other;
    if (one === undefined) return [];
    return [
      {
        taskId: one.taskId,
        ...(one.value === undefined ? {} : { value: one.value }),
        ...(own === undefined ? {} : { execution: own }),
        ...(other === undefined ? {} : { base: other }),
      },
    ];
  });
}

/**
 * The first task whose run has another state, or is there on one side alone; where there is none the first with other outputs.
 * A task that holds others parts because of them: they come first.
 */
export function partingOf(all: readonly RunPair[]): Parting | undefined {
  const byState = all.filter(({ execution, base }) => execution?.state !== base?.state);
  const parents = new Set(
    byState.flatMap(({ execution, base }) => [execution, base].map((run) => run?.parentTaskRunId)),
  );
  const holds = ({ execution, base }: RunPair) =>
    [execution, base].some((run) => run !== undefined && parents.has(run.id));
  const first = byState.find((pair) => !holds(pair)) ?? byState[0];
  if (first !== undefined)
    return named(
      first,
      `${first.execution?.state ?? "not run"}, in the base ${first.base?.state ?? "not run"}`,
    );
  const other = all.find(({ execution, base }) => !isSame(execution?.outputs ?? {}, base?.outputs ?? {}));
  return other === undefined ? undefined : named(other, "the outputs differ");
}

function named({ taskId, value }: RunPair, why: string): Parting {
  return { taskId, ...(value === undefined ? {} : { value }), why };
}

/** Runs of one task are told apart by their value, and those of one value by their order. */
function byKey(runs: readonly TaskRun[]): ReadonlyMap<string, TaskRun> {
  const counts = new Map<string, number>();
  return new Map(
    runs.map((run) => {
      const key = JSON.stringify([run.taskId, run.value, run.iteration]);
      const nth = counts.get(key) ?? 0;
      counts.set(key, nth + 1);
      return [`${key}#${nth}`, run];
    }),
  );
}
