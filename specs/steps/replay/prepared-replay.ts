import { InputError } from "../../../runtime/errors.ts";
import type { Json } from "../../../runtime/json.ts";
import { say } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import type { CheckedInput } from "../flow/checked-inputs.ts";
import { inBatches } from "../in-batches.ts";
import { replayInputs } from "./replay-inputs.ts";
import { replayStart, type PastRun } from "./replay-start.ts";
import type { Replayable } from "../execution/replayable.ts";

/** How executions are replayed. */
interface Wish {
  readonly from_task: string;
  /** The inputs to change; none where it is empty. */
  readonly inputs: Readonly<Record<string, Json>>;
  /** The revision that runs; undefined for the one that ran. */
  readonly revisionOf: (execution: Replayable) => number | undefined;
}

interface Routes {
  readonly validate: (input: {
    readonly namespace: string;
    readonly flow_id: string;
    readonly revision?: number | undefined;
    readonly inputs?: Record<string, Json> | undefined;
  }) => Promise<{ readonly inputs?: readonly CheckedInput[] | null | undefined }>;
}

/** One replay, ready to be sent or shown. */
export interface PreparedReplay {
  readonly execution: Replayable;
  /** The task run to start from; undefined for the beginning. */
  readonly run: PastRun | undefined;
  /** Another revision than the one that ran. */
  readonly revision: number | undefined;
  /** All inputs, where some are changed. */
  readonly inputs: Record<string, Json> | undefined;
}

/**
 * Makes everything ready that can be refused before the first replay is sent.
 * @throws InputError where a task to start from is not there or not clear, and for inputs that are not as they are meant
 */
export async function preparedReplays(
  executions: readonly Replayable[],
  { from_task, inputs, revisionOf }: Wish,
  kestra: Routes,
): Promise<readonly PreparedReplay[]> {
  const starts = executions.map((execution) => {
    const start = replayStart(execution.id, execution.taskRunList ?? [], from_task);
    return { execution, start };
  });
  const unclear = starts.flatMap(({ start }) => ("fault" in start ? [start.fault] : []));
  if (unclear.length > 0) throw new InputError(sentences(...unclear, say`Nothing was replayed.`));
  return inBatches(starts, async ({ execution, start }): Promise<PreparedReplay> => {
    const { id, namespace, flowId, flowRevision } = execution;
    const run = "run" in start ? start.run : undefined;
    const revision = revisionOf(execution);
    if (Object.keys(inputs).length === 0) return { execution, run, revision, inputs: undefined };
    const flow = { namespace, flow_id: flowId, revision: revision ?? flowRevision ?? undefined };
    const check = (given: Record<string, Json>) => kestra.validate({ ...flow, inputs: given });
    const all = await replayInputs(id, execution.inputs ?? {}, inputs, check);
    return { execution, run, revision, inputs: all };
  });
}
