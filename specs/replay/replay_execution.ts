import { replayExecution } from "../../generated/replay/replay_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { refuseDeleted, refuseDeletedOf } from "../steps/deleted-flow.ts";
import { newestOf } from "../steps/newest-execution.ts";

/**
 * Steps, because without ids the newest execution of a flow is looked up, and named in the result, and because Kestra replays
 * what is of a deleted flow too.
 */
export const tool = replayExecution(async ({ ids = [], namespace, flow_id, latest_revision }, kestra) => {
  if (ids.length > 0) {
    await refuseDeletedOf(ids, kestra);
    return kestra.replay({ ids, latest_revision });
  }
  if (!namespace || !flow_id) {
    throw new InputError("If ids is not provided, both namespace and flow_id are required.");
  }
  await refuseDeleted({ namespace, flow_id }, kestra);
  const id = newestOf((await kestra.newest({ namespace, flow_id })).results, { namespace, flow_id });
  if (id === undefined) throw new InputError(`No executions found for ${namespace}/${flow_id}.`);
  const result = await kestra.replay({ ids: [id], latest_revision });
  return {
    message: `Replayed execution ${id} for flow '${flow_id}' in namespace '${namespace}'. \`list_executions\` shows the new one first.`,
    result,
  };
});
