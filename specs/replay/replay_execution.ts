import { replayExecution } from "../../generated/replay/replay_execution.ts";
import { meantExecutions } from "../steps/execution/meant-executions.ts";
import { partlyDone } from "../steps/partly-done.ts";
import { newestRevisions, placeOf, replayable } from "../steps/execution/replayable.ts";

/**
 * Steps, because a replay of several at once tells no id of what it makes: each is replayed by itself, once all are known
 * to be there, and of flows that are not deleted: Kestra replays what is of a deleted flow too. Without ids the newest
 * execution of a flow is looked up, and named in the result.
 */
export const tool = replayExecution(async ({ ids = [], latest_revision, ...of }, kestra, context) => {
  const given = await meantExecutions(ids, of, { instead: "ids", verb: "replayed" }, kestra, context);
  const executions = await replayable(
    given.ids,
    (execution_id) => kestra.execution({ execution_id }),
    context.sleep,
  );
  const revisions = await newestRevisions(executions, latest_revision, kestra);
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
  if (given.newestOf === undefined) return { count: made.length, executions: made, message: given.message };
  const message = `${given.message} The new execution is ${made[0]?.id ?? ""}.`;
  return { message, result: { count: made.length }, executions: made };
});
