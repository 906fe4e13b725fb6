import { InputError } from "../../../runtime/errors.ts";
import { say, shortened, type Said } from "../../../runtime/text/said.ts";
import { flowOutputs } from "./flow-outputs.ts";
import { listOf } from "./listed-names.ts";
import type { OutputCalls } from "./output-calls.ts";
import { runsWithOutputs, type OutputRun } from "./task-outputs.ts";
import { valueAt } from "./value.ts";

interface Wanted {
  /** A task, or one of its runs; absent: the flow. */
  readonly task_id?: string | undefined;
  /** Of an output; absent: the only one, or all as one object. */
  readonly name?: string | undefined;
}

/** A value, and whose it is. */
export interface MeantValue {
  readonly taskId?: string | undefined;
  readonly taskRunId?: string | undefined;
  readonly name?: string | undefined;
  readonly value: unknown;
}

/**
 * The output that is meant: of a task or task run, else of the flow.
 * @throws InputError where there is none, or where several task runs of a task have some
 */
export async function meantValue(calls: OutputCalls, { task_id, name }: Wanted): Promise<MeantValue> {
  const [execution, having] = await Promise.all([
    calls.execution(),
    task_id === undefined ? undefined : calls.apart?.runs(),
  ]);
  const { id } = execution;
  if (task_id === undefined)
    return picked(await flowOutputs(execution, calls.apart?.flow), name, say`The flow of execution ${id}`);
  const runs = runsWithOutputs(execution.taskRunList, having?.runs, task_id);
  const [run] = runs;
  const whose = shortened(task_id, 100);
  if (run === undefined)
    throw new InputError(
      say`${whose} has no outputs in execution ${id}. list_artifacts names those that there are.`,
    );
  if (runs.length > 1)
    throw new InputError(
      say`${whose} has outputs of ${runs.length} task runs in execution ${id}. Give one of them as task_id: ${listOf(runs.map(nameOfRun))}.`,
    );
  const taskRunId = run.taskRunId ?? "";
  const outputs = run.outputs ?? (await calls.run(taskRunId)).outputs;
  return { taskId: run.taskId ?? undefined, taskRunId, ...picked(outputs, name, whose) };
}

function nameOfRun({ taskRunId, value }: OutputRun): Said {
  const id = taskRunId ?? "";
  return value === undefined || value === null ? say`${id}` : say`${id} (${shortened(value, 50)})`;
}

function picked(outputs: unknown, name: string | undefined, whose: Said): Pick<MeantValue, "name" | "value"> {
  const entries = Object.entries(outputs ?? {});
  const [only] = entries;
  if (name !== undefined) {
    const found = valueAt(outputs, name);
    if (found !== undefined) return { name, ...found };
  }
  if (only === undefined)
    throw new InputError(say`${whose} has no outputs. list_artifacts names those that there are.`);
  if (name === undefined)
    return entries.length === 1 ? { name: only[0], value: only[1] as unknown } : { value: outputs };
  const names = entries.map(([key]) => key);
  throw new InputError(say`${whose} has no output ${shortened(name, 100)}. It has ${listOf(names)}.`);
}
