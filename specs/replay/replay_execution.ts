import { replayExecution } from "../../generated/replay/replay_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/said.ts";
import { refuseDeleted } from "../steps/deleted-flow.ts";
import { named, newestExecution } from "../steps/newest-execution.ts";
import { partlyDone } from "../steps/partly-done.ts";
import { placeOf, replayable, type Replayable } from "../steps/replayable.ts";

/**
 * Steps, because a replay of several at once tells no id of what it makes: each is replayed by itself, once all are known
 * to be there, and of flows that are not deleted: Kestra replays what is of a deleted flow too. Without ids the newest
 * execution of a flow is looked up, and named in the result.
 */
export const tool = replayExecution(async ({ ids = [], latest_revision, ...of }, kestra, context) => {
  const { namespace, flow_id } = of;
  const newest = ids.length > 0 ? undefined : await newestOne();
  const given = newest === undefined ? [...new Set(ids.map(String))] : [newest.id];
  const executions = await replayable(
    given,
    (execution_id) => kestra.execution({ execution_id }),
    context.sleep,
  );
  const revisions = await newestRevisions(executions);
  const made: { id: string; replayOf: string; state: string }[] = [];
  for (const { id, ...flow } of executions) {
    try {
      const replay = await kestra.replay({
        execution_id: id,
        revision: latest_revision ? revisions.get(placeOf(flow)) : undefined,
      });
      made.push({ id: replay.id, replayOf: id, state: replay.state });
    } catch (error) {
      const done = made.map((one) => `${one.replayOf} as ${one.id}`);
      throw partlyDone(error, "Replayed", done);
    }
  }
  if (newest === undefined) return { count: made.length, executions: made };
  const message = `Replayed ${newest.name}. The new execution is ${made[0]?.id ?? ""}.`;
  return { message, result: { count: made.length }, executions: made };

  async function newestRevisions(
    flows: readonly Replayable[],
  ): Promise<ReadonlyMap<string, number | undefined>> {
    const found = new Map<string, number | undefined>();
    for (const flow of flows) {
      const place = placeOf(flow);
      if (found.has(place)) continue;
      const revision = await refuseDeleted({ namespace: flow.namespace, flow_id: flow.flowId }, kestra);
      if (revision === undefined && latest_revision)
        throw new InputError(say`The newest revision of ${place} is not known: nothing was replayed.`);
      found.set(place, revision);
    }
    return found;
  }

  async function newestOne(): Promise<{ readonly id: string; readonly name: string }> {
    if (!namespace || !flow_id) {
      throw new InputError(say`If ids is not provided, both namespace and flow_id are required.`);
    }
    const flow = { namespace, flow_id };
    const found = await newestExecution(flow, kestra, context);
    if (found === undefined) throw new InputError(say`No executions found for ${namespace}/${flow_id}.`);
    return { id: found.id, name: named(found, flow) };
  }
});
