import { replayExecution } from "../../generated/replay/replay_execution.ts";
import { InputError, KestraError } from "../../runtime/errors.ts";
import { say } from "../../runtime/said.ts";
import { sentences } from "../../runtime/sentences.ts";
import { newestOf } from "../steps/newest-execution.ts";
import { placeOf, replayable, type Replayable } from "../steps/replayable.ts";

/**
 * Steps, because a replay of several at once tells no id of what it makes: each is replayed by itself, once all are known
 * to be there. Without ids the newest execution of a flow is looked up, and named in the result.
 */
export const tool = replayExecution(async ({ ids = [], latest_revision, ...of }, kestra, { sleep }) => {
  const { namespace, flow_id } = of;
  const given = ids.length > 0 ? [...new Set(ids.map(String))] : [await newest()];
  const executions = await replayable(given, (execution_id) => kestra.execution({ execution_id }), sleep);
  const revisions = latest_revision ? await newestRevisions(executions) : undefined;
  const made: { id: string; replayOf: string; state: string }[] = [];
  for (const { id, ...flow } of executions) {
    try {
      const replay = await kestra.replay({ execution_id: id, revision: revisions?.get(placeOf(flow)) });
      made.push({ id: replay.id, replayOf: id, state: replay.state });
    } catch (error) {
      if (!(error instanceof KestraError) || made.length === 0) throw error;
      const said = say`Replayed before: ${made.map((one) => `${one.replayOf} as ${one.id}`).join(", ")}.`;
      throw new KestraError(sentences(error.said, said), error.status, { cause: error });
    }
  }
  if (ids.length > 0) return { count: made.length, executions: made };
  const [replay] = made;
  const message = `Replayed execution ${replay?.replayOf ?? ""} for flow '${flow_id ?? ""}' in namespace '${namespace ?? ""}'. The new execution is ${replay?.id ?? ""}.`;
  return { message, result: { count: made.length }, executions: made };

  async function newestRevisions(
    flows: readonly Replayable[],
  ): Promise<ReadonlyMap<string, number | undefined>> {
    const found = new Map<string, number | undefined>();
    for (const flow of flows) {
      const place = placeOf(flow);
      if (found.has(place)) continue;
      const { revision } = await kestra.flow({ namespace: flow.namespace, flow_id: flow.flowId });
      found.set(place, revision ?? undefined);
    }
    return found;
  }

  async function newest(): Promise<string> {
    if (!namespace || !flow_id) {
      throw new InputError(say`If ids is not provided, both namespace and flow_id are required.`);
    }
    const id = newestOf((await kestra.newest({ namespace, flow_id })).results, { namespace, flow_id });
    if (id === undefined) throw new InputError(say`No executions found for ${namespace}/${flow_id}.`);
    return id;
  }
});
