import { listFlowTools } from "../../generated/flows/list_flow_tools.ts";
import { flowTool } from "../steps/flow-tools/flow-tool.ts";
import { selectedFlows } from "../steps/flow-tools/selected-flows.ts";

/** Tools of flows at one time: more would leave a model no room for others. */
const most = 30;

/** Steps, because each word is asked for in its own way, and each flow looked at before it is a tool. */
export const tool = listFlowTools(async ({ select }, kestra, { mask }) => {
  const { flows, count, missing } = await selectedFlows(select, kestra);
  const left = missing.map((id) => ({ namespace: "", id, name: id, reason: "there is no such flow" }));
  if (count > most) {
    const refused = `it chooses ${count} flows, and at most ${most} can be tools: none of them is one. Choose fewer`;
    return { tools: [], left, refused };
  }
  const made = flows.map((flow) => flowTool(flow, mask));
  return {
    tools: made.flatMap((it) => ("tool" in it ? [it.tool] : [])),
    left: [...left, ...made.flatMap((it) => ("left" in it ? [it.left] : []))],
  };
});
