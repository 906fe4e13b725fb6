import { InputError } from "../../../runtime/errors.ts";
import { joined, say } from "../../../runtime/text/said.ts";
import { refuseDeleted, type FlowTraces } from "../flow/deleted-flow.ts";
import { found } from "./found-execution.ts";

/** An execution and the flow that it is of; a missing one has the state `missing`. */
interface Read {
  readonly state: string;
  readonly namespace?: string | null | undefined;
  readonly flowId?: string | null | undefined;
}

export interface Replayable {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
}

/** Executions that are read at one time. */
const atOnce = 10;

/**
 * The executions of these ids, in their order.
 * @throws InputError that names those that are missing, before anything is replayed
 */
export async function replayable(
  ids: readonly string[],
  read: (id: string) => Promise<Read>,
  sleep: ((milliseconds: number) => Promise<void>) | undefined,
): Promise<Replayable[]> {
  const known: Replayable[] = [];
  const missing: string[] = [];
  for (let start = 0; start < ids.length; start += atOnce) {
    const some = ids.slice(start, start + atOnce);
    const answers = await Promise.all(
      some.map((id) =>
        found(
          () => read(id),
          sleep,
          ({ state }) => state === "missing",
        ),
      ),
    );
    for (const [i, { state, namespace, flowId }] of answers.entries()) {
      const id = some[i] ?? "";
      if (state === "missing") missing.push(id);
      else known.push({ id, namespace: namespace ?? "", flowId: flowId ?? "" });
    }
  }
  if (missing.length === 0) return known;
  const each = missing.map((id) => say`execution not found: ${JSON.stringify(id)}`);
  throw new InputError(
    say`${joined(each, "; ")}. None of them was replayed. Look for executions with \`list_executions\`.`,
  );
}

/** What tells its flow from every other one. */
export function placeOf({ namespace, flowId }: Omit<Replayable, "id">): string {
  return `${namespace}/${flowId}`;
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
