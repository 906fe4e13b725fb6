import { listFlowTools } from "../../generated/flows/list_flow_tools.ts";
import { flowTool } from "../steps/flow-tools/flow-tool.ts";
import { compareFlows, keyOf, selectedFlows } from "../steps/flow-tools/selected-flows.ts";

/** Tools of flows at one time: more would leave a model no room for others. Of what is none, as many are named. */
const most = { tools: 30, left: 100 };

/** Steps, because each word is asked for in its own way, and each flow looked at before it is a tool. */
export const tool = listFlowTools(async ({ select, served = [] }, kestra, { mask }) => {
  const { flows, count, missing } = await selectedFlows(select, kestra);
  const made = { tools: [] as Tool[], left: [] as Left[] };
  // Whoever may write flows could otherwise push out those that others work with.
  const known = new Set(served);
  const rank = (flow: (typeof flows)[number]) => (flow.byName ? 0 : known.has(keyOf(flow)) ? 1 : 2);
  for (const flow of flows.toSorted((a, b) => rank(a) - rank(b))) {
    if (made.tools.length === most.tools) break;
    const one = flowTool(flow, mask);
    if ("tool" in one) made.tools.push(one.tool);
    else if (made.left.length < most.left) made.left.push(one.left);
  }
  const others = count - made.tools.length - made.left.length;
  const noFlow = "there is no such flow, or Kestra does not show it";
  return {
    tools: made.tools.sort(compareFlows),
    left: [
      ...missing.map((id) => ({ namespace: "", id, name: id, reason: noFlow })),
      ...made.left.sort(compareFlows),
    ],
    ...(others > 0 && { cut: cutText(count, others) }),
  };
});

type Made = ReturnType<typeof flowTool>;
type Tool = Extract<Made, { tool: unknown }>["tool"];
type Left = Extract<Made, { left: unknown }>["left"];

function cutText(count: number, others: number): string {
  const are = others === 1 ? "1 of them is" : `${others} of them are`;
  return (
    `it chooses ${count} flows, and at most ${most.tools} can be tools: ${are} left out. Those that it names stay first, then those ` +
    "that were tools before, then the first by namespace and id. Choose fewer"
  );
}
