import { InputError } from "../../../runtime/errors.ts";
import type { JsonObject } from "../../../runtime/json.ts";
import { joined, say } from "../../../runtime/text/said.ts";
import { taskNamed, type FlowBlocks } from "../flow/flow-tasks.ts";
import { readable } from "../artifacts/value.ts";
import { inBatches } from "../in-batches.ts";
import type { PreparedReplay } from "./prepared-replay.ts";
import { rerun } from "./replay-plan.ts";
import { placeOf } from "../diagnosis/facts/execution-fact.ts";

/** What one replay would do. */
export interface Plan {
  readonly replayOf: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly state: string;
  /** The revision that ran, and the one that would run. */
  readonly flowRevision?: number | undefined;
  readonly revision?: number | undefined;
  /** The task run that it starts from; absent for the beginning. */
  readonly from?: JsonObject;
  readonly inputs?: JsonObject;
  readonly runsAgain: readonly string[];
  /** The tasks whose results it takes over. */
  readonly kept: readonly string[];
  readonly breakpoints?: readonly string[];
  readonly notes?: readonly string[];
}

interface Routes {
  readonly definition: (input: {
    readonly namespace: string;
    readonly flow_id: string;
    readonly revision?: number | undefined;
  }) => Promise<FlowBlocks>;
}

/**
 * What replays would do. Each revision of a flow is read once.
 * @throws InputError for a breakpoint at a task that its flow does not have
 */
export async function plansOf(
  replays: readonly PreparedReplay[],
  breakpoints: readonly string[],
  kestra: Routes,
): Promise<Plan[]> {
  const definitions = new Map<string, Promise<FlowBlocks>>();
  const definitionOf = ({ execution, revision = execution.flowRevision ?? undefined }: PreparedReplay) => {
    const { namespace, flowId } = execution;
    const place = `${placeOf(execution)}/${revision ?? ""}`;
    const read = definitions.get(place) ?? kestra.definition({ namespace, flow_id: flowId, revision });
    definitions.set(place, read);
    return read;
  };
  return inBatches(replays, async (replay) => {
    const flow = await definitionOf(replay);
    const unknown = breakpoints.filter((id) => taskNamed(flow, id) === undefined);
    if (unknown.length > 0) {
      const at = joined(unknown, ", ");
      throw new InputError(
        say`Nothing was replayed: the flow of execution ${replay.execution.id} has no task ${at} to stop before.`,
      );
    }
    return planOf(replay, flow, breakpoints);
  });
}

function planOf(
  { execution, run, revision, inputs }: PreparedReplay,
  flow: FlowBlocks,
  breakpoints: readonly string[],
): Plan {
  const { id, namespace, flowId, state, taskRunList } = execution;
  const flowRevision = execution.flowRevision ?? undefined;
  const { runsAgain, notes } = rerun(flow, run?.taskId);
  const again = new Set(runsAgain);
  const before = run === undefined ? [] : (taskRunList ?? []).map(({ taskId }) => taskId);
  const kept = [...new Set(before)].filter((taskId) => !again.has(taskId));
  return {
    replayOf: id,
    namespace,
    flowId,
    state,
    flowRevision,
    revision: revision ?? flowRevision,
    ...(run === undefined
      ? {}
      : { from: { taskId: run.taskId, taskRunId: run.id, ...(run.value ? { value: run.value } : {}) } }),
    inputs: readable(inputs ?? execution.inputs ?? {}) as JsonObject,
    runsAgain,
    kept,
    ...(breakpoints.length === 0 ? {} : { breakpoints }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}
