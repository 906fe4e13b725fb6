import { isObject } from "../../../runtime/json.ts";
import type { Asked } from "../asked.ts";

/** A task run of which it is known that it has outputs, or that it may have. */
export interface OutputRun {
  readonly taskId?: string | null | undefined;
  readonly taskRunId?: string | null | undefined;
  /** Of a loop: what it ran for. */
  readonly value?: string | null | undefined;
  readonly iteration?: number | null | undefined;
  /** Absent where Kestra has a request of its own for them. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A task run as an execution holds it. */
export interface StoredRun {
  readonly id?: string | null | undefined;
  readonly taskId?: string | null | undefined;
  readonly value?: string | null | undefined;
  readonly iteration?: number | null | undefined;
  readonly outputs?: unknown;
}

/**
 * The task runs that have outputs, in the order in which they ran.
 * @param task the id of a task or of a task run; absent: of all
 * @param having those that Kestra 2.0 says have some; undefined where the task runs hold them themselves
 */
export function runsWithOutputs(
  taskRunList: readonly StoredRun[] | null | undefined,
  having: readonly OutputRun[] | undefined,
  task?: string,
): readonly OutputRun[] {
  const runs = (taskRunList ?? []).map(({ id, outputs, ...run }) => ({
    ...run,
    taskRunId: id,
    ...(isFilled(outputs) && { outputs }),
  }));
  const filled = runs.filter(({ outputs }) => outputs !== undefined);
  const known = new Map(runs.map((run) => [run.taskRunId, run]));
  const others = (having ?? [])
    .filter(({ taskRunId }) => known.get(taskRunId)?.outputs === undefined)
    .map((run) => ({ ...run, ...known.get(run.taskRunId) }));
  return [...filled, ...others].filter(
    ({ taskId, taskRunId }) => task === undefined || taskId === task || taskRunId === task,
  );
}

/** The same task run with its outputs, asked for where it does not hold them; or why they cannot be read. */
export async function withItsOutputs(
  run: OutputRun,
  read: (taskRunId: string) => Promise<Asked<{ readonly outputs?: unknown }>>,
): Promise<OutputRun & { readonly reason?: string }> {
  if (run.outputs !== undefined || typeof run.taskRunId !== "string") return run;
  const { answer, failure } = await read(run.taskRunId);
  if (failure !== undefined) return { ...run, reason: failure };
  return { ...run, outputs: isFilled(answer?.outputs) ? answer.outputs : {} };
}

/** True for outputs of which there is at least one. */
export function isFilled(outputs: unknown): outputs is Readonly<Record<string, unknown>> {
  return isObject(outputs) && Object.keys(outputs).length > 0;
}
