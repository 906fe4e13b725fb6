import { runFlowTool } from "../../generated/flows/run_flow_tool.ts";
import { withOutputs } from "../steps/execution/execution-outputs.ts";
import { isWaiting, stateOf } from "../steps/execution/execution-state.ts";
import { whyNotEnded } from "../steps/execution/followed-execution.ts";
import { followStarted, startChecked } from "../steps/flow/start-flow.ts";
import { failedRun, hasFailed } from "../steps/flow-tools/run-outcome.ts";
import { endedSaid, pausedSaid } from "../steps/flow-tools/run-said.ts";
import { inputsOf } from "../steps/flow-tools/tool-inputs.ts";
import { waitsFor } from "../steps/approval/pending-approval.ts";
import { waitingRuns } from "../steps/approval/waiting-run.ts";
import { orNothing } from "../steps/or-nothing.ts";

/**
 * Steps, because an execution is followed as long as a client waits, and what became of it is told so that an agent can go
 * on: its outputs, why it failed, what it waits for, or how to look on.
 */
export const tool = runFlowTool(async (given, kestra, context) => {
  const { namespace, flow_id } = given;
  const { instance, mask } = context;
  const labels = { from: "kestra-mcp" };
  const created = await startChecked({ namespace, flow_id, inputs: inputsOf(given), labels }, kestra);
  const execution_id = created.id;
  const { execution, ...rest } = await followStarted(created, kestra, context);
  const { url } = created;
  const state = stateOf(execution.state);
  if (hasFailed(state)) {
    const { results = [] } =
      (await orNothing(() => kestra.lines({ execution_ids: [execution_id], size: 20 }))) ?? {};
    throw failedRun({ ...execution, url }, results, mask);
  }
  if (isWaiting(state)) {
    const { id } = execution;
    const waiting = await orNothing(() => kestra.waiting({ execution_id }));
    const definition = waiting && waitingRuns(waiting.taskRunList).length > 0;
    const revision = execution.flowRevision ?? 0;
    const flow = definition
      ? await orNothing(() => kestra.definition({ namespace, flow_id, revision }))
      : undefined;
    const asked = waiting === undefined ? [] : waitsFor({ ...waiting, id, namespace, flowId: flow_id }, flow);
    return { execution_id, state, url, waitsFor: asked, message: pausedSaid(state, execution_id) };
  }
  const { outputs } = await withOutputs({ state, outputs: execution.outputs }, instance.line, {
    flow: () => kestra.outputs({ execution_id }),
    runs: () => Promise.resolve({}),
    run: () => Promise.resolve({}),
  });
  const message = whyNotEnded(state, rest)?.masked(mask) ?? endedSaid(state, outputs);
  return { execution_id, state, outputs, url, message };
});
