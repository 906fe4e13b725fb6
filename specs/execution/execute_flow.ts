import { executeFlow } from "../../generated/execution/execute_flow.ts";
import { KestraError } from "../../runtime/errors.ts";
import { withBriefAttempts } from "../steps/execution/brief-attempts.ts";
import { withOutputs } from "../steps/execution/execution-outputs.ts";
import { executionProgress } from "../steps/execution/execution-progress.ts";
import { stateOf } from "../steps/execution/execution-state.ts";
import { withoutHeaders } from "../steps/execution/execution-trigger.ts";
import { endedAtOnce, followed, whyNotEnded } from "../steps/execution/followed-execution.ts";
import { refuseDeleted } from "../steps/flow/deleted-flow.ts";
import { refuseFaults } from "../steps/flow/flow-inputs.ts";
import { asStarted, startFailure, startsLater } from "../steps/execution/started-execution.ts";

/**
 * Steps, because Kestra runs a deleted flow too, drops an input that it does not know, takes any text for a false, and does
 * not always name the one that it refuses: all that is checked first. Where the call waits, the execution is followed to its
 * end: Kestra's own `wait` is bounded by one request, and tells nothing of an execution that takes longer. From 2.0 on the
 * outputs of an ended one are requests of their own.
 */
export const tool = executeFlow(async ({ wait, ...flow }, kestra, context) => {
  const { instance, now, sleep, mask } = context;
  const { namespace, flow_id, revision, inputs = {} } = flow;
  const check = () => refuseFaults(inputs, () => kestra.validate({ namespace, flow_id, revision, inputs }));
  await Promise.all([
    refuseDeleted({ namespace, flow_id }, kestra),
    Object.keys(inputs).length > 0 ? check() : undefined,
  ]);
  const created = await kestra.create(flow).catch(async (error: unknown) => {
    if (error instanceof KestraError && error.status === 422) await check();
    throw startFailure(error);
  });
  const execution_id = created.id;
  const whole = async (execution: typeof created, said?: string) => ({
    ...(await withOutputs(withBriefAttempts(withoutHeaders(execution)), instance.line, {
      flow: () => kestra.outputs({ execution_id }),
      runs: () => kestra.runs({ execution_id }),
      run: (task_run_id) => kestra.run({ execution_id, task_run_id }),
    })),
    message: said ?? endedAtOnce(stateOf(execution.state), execution.taskRunList),
  });
  if (!wait) return whole(created);
  const later = startsLater(created.scheduleDate, now());
  if (later !== undefined) return whole(created, later);
  const { execution, ...rest } = await followed(created, {
    read: async () => asStarted(await kestra.execution({ execution_id }), created),
    follow: (options) => kestra.follow({ execution_id }, options),
    progress: executionProgress(context, stateOf(created.state), () =>
      kestra.last({ execution_id, min_level: "INFO" }),
    ),
    sleep,
  });
  return whole(execution, whyNotEnded(stateOf(execution.state), rest)?.masked(mask));
});
