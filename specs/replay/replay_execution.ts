import { replayExecution } from "../../generated/replay/replay_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { named, newestExecution } from "../steps/newest-execution.ts";

/** Steps, because without ids the newest execution of a flow is looked up, and named in the result. */
export const tool = replayExecution(async ({ ids = [], latest_revision, ...flow }, kestra, context) => {
  if (ids.length > 0) return kestra.replay({ ids, latest_revision });
  const { namespace, flow_id } = flow;
  if (!namespace || !flow_id) {
    throw new InputError("If ids is not provided, both namespace and flow_id are required.");
  }
  const of = { namespace, flow_id };
  const newest = await newestExecution(of, kestra, context);
  if (newest === undefined) throw new InputError(`No executions found for ${namespace}/${flow_id}.`);
  const result = await kestra.replay({ ids: [newest.id], latest_revision });
  return {
    message: `Replayed ${named(newest, of)}. \`list_executions\` shows the new one first.`,
    result,
  };
});
