import { InputError } from "../../../runtime/errors.ts";
import type { JsonObject } from "../../../runtime/json.ts";
import { joined, say } from "../../../runtime/text/said.ts";
import { refuseDeleted, type FlowTraces } from "../flow/deleted-flow.ts";
import { placeOf } from "../diagnosis/facts/execution-fact.ts";
import { inBatches } from "../in-batches.ts";
import { found } from "./found-execution.ts";
import type { PastRun } from "../replay/replay-start.ts";

/** An execution that is replayed, as it was read; a missing one has the state `missing`. */
interface Read {
  readonly state: string;
  readonly namespace?: string | null | undefined;
  readonly flowId?: string | null | undefined;
  readonly flowRevision?: number | null | undefined;
  readonly inputs?: JsonObject | null | undefined;
  readonly taskRunList?: readonly PastRun[] | null | undefined;
}

export interface Replayable extends Read {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
}

/**
 * The executions of these ids, in their order.
 * @throws InputError that names those that are missing, before anything is replayed
 */
export async function replayable(
  ids: readonly string[],
  read: (id: string) => Promise<Read>,
  sleep: ((milliseconds: number) => Promise<void>) | undefined,
): Promise<Replayable[]> {
  const isMissing = ({ state }: Read) => state === "missing";
  const known = await inBatches(ids, async (id): Promise<Replayable> => {
    const execution = await found(() => read(id), sleep, isMissing);
    return { ...execution, id, namespace: execution.namespace ?? "", flowId: execution.flowId ?? "" };
  });
  const missing = known.filter(isMissing);
  if (missing.length === 0) return known;
  const each = missing.map(({ id }) => say`execution not found: ${JSON.stringify(id)}`);
  throw new InputError(
    say`${joined(each, "; ")}. None of them was replayed. Look for executions with \`list_executions\`.`,
  );
}

/**
 * The newest revision of the flow of each execution, by `placeOf`; undefined where Kestra does not tell it.
 * @param isNeeded whether it must be known
 * @throws InputError for a flow that is deleted, and where a revision that is needed is not known
 */
export async function newestRevisions(
  executions: readonly Replayable[],
  isNeeded: boolean,
  kestra: FlowTraces,
): Promise<ReadonlyMap<string, number | undefined>> {
  const revisions = new Map<string, number | undefined>();
  for (const { namespace, flowId } of executions) {
    const place = placeOf({ namespace, flowId });
    if (revisions.has(place)) continue;
    const revision = await refuseDeleted({ namespace, flow_id: flowId }, kestra);
    if (revision === undefined && isNeeded)
      throw new InputError(say`The newest revision of ${place} is not known: nothing was replayed.`);
    revisions.set(place, revision);
  }
  return revisions;
}
