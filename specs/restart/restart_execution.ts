import { restartExecution } from "../../generated/restart/restart_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { refuseDeleted, refuseDeletedOf } from "../steps/deleted-flow.ts";
import { named, newestExecution } from "../steps/newest-execution.ts";
import { orOtherWay } from "../steps/other-way.ts";
import { say } from "../../runtime/said.ts";

/** How often, and after how many milliseconds each time, the new execution is looked for: it is stored after the answer. */
const looks = 10;
const pause = 200;

/**
 * Steps, because without an id the newest failed execution is looked up, because Kestra restarts what is of a deleted flow
 * too, and because a restart with a revision makes a
 * new execution, which from Kestra 2.0 on is not the one that is answered: it is the child that was not there before.
 */
export const tool = restartExecution(async ({ namespace, flow_id, revision, ...given }, kestra, context) => {
  const newest = given.execution_id ? undefined : await newestFailed();
  const execution_id = newest?.id ?? given.execution_id ?? "";
  if (newest === undefined) await refuseDeletedOf([execution_id], kestra);
  const told = newest === undefined ? {} : { message: newest.message };
  const isTold = revision === 0 || Number.parseInt(context.instance.line, 10) < 2;
  const restart = () =>
    orOtherWay(
      execution_id,
      () => kestra.restart({ execution_id, revision }),
      () => kestra.state({ execution_id }),
    );
  if (isTold) return { ...(await restart()), ...told };
  const children = async () => (await kestra.children({ execution_id })).results;
  const before = new Set((await children()).map(({ id }) => id));
  const { namespace: space, flowId } = await restart();
  for (let look = 1; look <= looks; look++) {
    const made = (await children()).find(
      (it) => it.parentId === execution_id && it.flowRevision === revision && !before.has(it.id),
    );
    if (made !== undefined) return { ...made, ...told };
    if (look < looks) await context.sleep?.(pause);
  }
  const message = `${newest === undefined ? "" : `${newest.message} `}Restarted as a new execution with revision ${revision}, whose id Kestra does not tell. \`list_executions\` shows it among those of ${flowId}.`;
  return { namespace: space, flowId, message };

  async function newestFailed(): Promise<{ readonly id: string; readonly message: string }> {
    if (!namespace || !flow_id) {
      throw new InputError(say`If execution_id is not provided, both namespace and flow_id are required.`);
    }
    const of = { namespace, flow_id };
    await refuseDeleted(of, kestra);
    const found = await newestExecution({ ...of, state: "FAILED" }, kestra, context);
    if (found === undefined)
      throw new InputError(say`No failed executions found for ${namespace}/${flow_id}.`);
    return { id: found.id, message: `Restarted ${named(found, of, "failed")}.` };
  }
});
