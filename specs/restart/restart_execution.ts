import { restartExecution } from "../../generated/restart/restart_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { newestOf } from "../steps/newest-execution.ts";
import { orOtherWay } from "../steps/other-way.ts";
import { say } from "../../runtime/said.ts";

/** How often, and after how many milliseconds each time, the new execution is looked for: it is stored after the answer. */
const looks = 10;
const pause = 200;

/**
 * Steps, because without an id the newest failed execution is looked up, and because a restart with a revision makes a
 * new execution, which from Kestra 2.0 on is not the one that is answered: it is the child that was not there before.
 */
export const tool = restartExecution(async ({ namespace, flow_id, revision, ...given }, kestra, context) => {
  const execution_id = given.execution_id || (await newestFailed());
  const isTold = revision === 0 || Number.parseInt(context.instance.line, 10) < 2;
  const restart = () =>
    orOtherWay(
      execution_id,
      () => kestra.restart({ execution_id, revision }),
      () => kestra.state({ execution_id }),
    );
  if (isTold) return restart();
  const children = async () => (await kestra.children({ execution_id })).results;
  const before = new Set((await children()).map(({ id }) => id));
  const { namespace: space, flowId } = await restart();
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
      throw new InputError(say`If execution_id is not provided, both namespace and flow_id are required.`);
    }
    const { results } = await kestra.newest({ namespace, flow_id });
    const id = newestOf(results, { namespace, flow_id, state: "FAILED" });
    if (id === undefined) throw new InputError(say`No failed executions found for ${namespace}/${flow_id}.`);
    return id;
  }
});
