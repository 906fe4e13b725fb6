import { restartExecution } from "../../generated/restart/restart_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { refuseDeleted, refuseDeletedOf } from "../steps/deleted-flow.ts";
import { newestOf } from "../steps/newest-execution.ts";

/** How often, and after how many milliseconds each time, the new execution is looked for: it is stored after the answer. */
const looks = 10;
const pause = 200;

/**
 * Steps, because without an id the newest failed execution is looked up, because Kestra restarts what is of a deleted flow
 * too, and because a restart with a revision makes a
 * new execution, which from Kestra 2.0 on is not the one that is answered: it is the child that was not there before.
 */
export const tool = restartExecution(async ({ namespace, flow_id, revision, ...given }, kestra, context) => {
  const execution_id = given.execution_id || (await newestFailed());
  if (given.execution_id) await refuseDeletedOf([execution_id], kestra);
  const isTold = revision === 0 || Number.parseInt(context.instance.line, 10) < 2;
  if (isTold) return kestra.restart({ execution_id, revision });
  const children = async () => (await kestra.children({ execution_id })).results;
  const before = new Set((await children()).map(({ id }) => id));
  const { namespace: space, flowId } = await kestra.restart({ execution_id, revision });
  for (let look = 1; look <= looks; look++) {
    const made = (await children()).find(
      (it) => it.parentId === execution_id && it.flowRevision === revision && !before.has(it.id),
    );
    if (made !== undefined) return made;
    if (look < looks) await context.sleep?.(pause);
  }
  const message = `Restarted as a new execution with revision ${revision}, whose id Kestra does not tell. \`list_executions\` shows it among those of ${flowId}.`;
  return { namespace: space, flowId, message };

  async function newestFailed(): Promise<string> {
    if (!namespace || !flow_id) {
      throw new InputError("If execution_id is not provided, both namespace and flow_id are required.");
    }
    await refuseDeleted({ namespace, flow_id }, kestra);
    const { results } = await kestra.newest({ namespace, flow_id });
    const id = newestOf(results, { namespace, flow_id, state: "FAILED" });
    if (id === undefined) throw new InputError(`No failed executions found for ${namespace}/${flow_id}.`);
    return id;
  }
});
