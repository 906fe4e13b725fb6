import { rejectExecution } from "../../generated/resume/reject_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { joined, say } from "../../runtime/text/said.ts";
import { sentences } from "../../runtime/text/sentences.ts";
import { hasEnded, isWaiting } from "../steps/execution/execution-state.ts";
import { otherWay } from "../steps/execution/other-way.ts";
import { rejection } from "../steps/approval/rejection.ts";
import { noExecution } from "../steps/approval/resumable.ts";
import { settledState } from "../steps/approval/settled-state.ts";
import { waitingRuns } from "../steps/approval/waiting-run.ts";
import { inputFaults } from "../steps/flow/checked-inputs.ts";
import { orNothing } from "../steps/or-nothing.ts";

/**
 * Steps, because Kestra has no route that rejects: what says no is an input of the flow, a kill, or a state of the task run
 * that waits. (A paused execution's own state cannot be changed: Kestra changes that of one that has ended.) What the flow
 * does after its no is looked at for a moment, and told as it is then.
 */
export const tool = rejectExecution(async ({ on_resume = {}, ...wish }, kestra, { sleep }) => {
  const { execution_id } = wish;
  const { state, taskRunList, ...of } = await kestra.execution({ execution_id });
  if (state === "missing") throw new InputError(noExecution(execution_id));
  if (!isWaiting(state)) {
    const fault = say`Execution ${execution_id} is in state \`${state}\`: only one that waits can be rejected.`;
    throw new InputError(sentences(fault, otherWay(state)));
  }
  const flow = { namespace: of.namespace ?? "", flow_id: of.flowId ?? "", revision: of.flowRevision ?? 0 };
  const no = await rejection({ ...wish, on_resume }, state, waitingRuns(taskRunList), () =>
    orNothing(() => kestra.flow(flow)),
  );
  if ("fault" in no) throw new InputError(no.fault);
  const settled = () => settledState(() => kestra.state({ execution_id }), sleep);
  const told = (reached: string) => ({ executionId: execution_id, how: no.how, state: reached });

  if (no.how === "input") {
    const given = { execution_id, on_resume: no.inputs };
    const { inputs } = await kestra.validate(given);
    const faults = inputFaults(inputs ?? [], no.inputs);
    if (faults.length > 0)
      throw new InputError(
        say`Execution ${execution_id} stays paused: ${joined(faults, "; ")}. Give it in on_resume, or say another way in how.`,
      );
    await kestra.resume(given);
    const reached = await settled();
    const goesOn = hasEnded(reached) ? "" : " It goes on: what its flow does with a no is its own.";
    const message = `Resumed with ${JSON.stringify(no.inputs)}.${goesOn}`;
    return { ...told(reached), taskRunId: no.run.id, inputs: no.inputs, message };
  }
  if (no.how === "kill") {
    await kestra.kill({ execution_id });
    return { ...told(await settled()), message: `Killed, ${no.why}.` };
  }
  await kestra[no.how]({ execution_id, task_run_id: no.run.id });
  const message = `Gave task ${no.run.taskId} the state ${no.how === "fail" ? "FAILED" : "CANCELLED"}.`;
  return { ...told(await settled()), taskRunId: no.run.id, message };
});
