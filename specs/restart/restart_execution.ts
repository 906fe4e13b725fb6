import { restartExecution } from "../../generated/restart/restart_execution.ts";
import { refuseDeleted, refuseDeletedOf } from "../steps/flow/deleted-flow.ts";
import { meantExecutions } from "../steps/execution/meant-executions.ts";
import { orOtherWay } from "../steps/execution/other-way.ts";

/** How often, and after how many milliseconds each time, the new execution is looked for: it is stored after the answer. */
const looks = 10;
const pause = 200;

/**
 * Steps, because without an id the newest failed execution is looked up, because Kestra restarts what is of a deleted flow
 * too, and because a restart with a revision makes a new execution, which from Kestra 2.0 on is not the one that is
 * answered: it is the child that was not there before.
 */
export const tool = restartExecution(async ({ namespace, flow_id, revision, ...given }, kestra, context) => {
  const {
    ids: [execution_id = ""],
    newestOf,
    message: restarted = "",
  } = await meantExecutions(
    given.execution_id ? [given.execution_id] : [],
    { namespace, flow_id, state: "FAILED" },
    { instead: "execution_id", verb: "restarted", which: "failed" },
    kestra,
    context,
  );
  await (newestOf === undefined ? refuseDeletedOf(execution_id, kestra) : refuseDeleted(newestOf, kestra));
  const told = restarted === "" ? {} : { message: restarted };
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
  const message =
    `${restarted} Restarted as a new execution with revision ${revision}, whose id Kestra does not tell. \`list_executions\` shows it among those of ${flowId}.`.trim();
  return { namespace: space, flowId, message };
});
