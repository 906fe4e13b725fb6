import type { StepContext } from "../../../runtime/tool/definition.ts";
import type { LeftOut, MadeTool } from "../../../runtime/tool/made/made.ts";
import { withoutUnseen } from "../../../runtime/text/visible.ts";
import { oneLine } from "../logs/error-line.ts";
import type { SelectedFlow } from "./selected-flows.ts";
import { toolArguments } from "./tool-arguments.ts";
import { toolTrigger } from "./tool-trigger.ts";

/** Characters of what an author says of a flow, and of a title. */
const most = { text: 600, title: 80 };

/** A flow as a tool, or why it is none. What its author wrote is marked as such: it comes from outside. */
export function flowTool(
  flow: SelectedFlow,
  mask: StepContext["mask"],
): { readonly tool: MadeTool } | { readonly left: LeftOut } {
  const { namespace, id } = flow;
  const trigger = flow.byTrigger ? toolTrigger(flow.triggers) : undefined;
  const name = trigger?.name ?? `run_${id}`;
  const left = (reason: string) => ({ left: { namespace, id, name, reason } });
  if (flow.disabled === true) return left("it is disabled");
  // Whoever looks at the list sees all that a model reads.
  const short = (text: string, characters: number) =>
    oneLine(withoutUnseen(text.replace(/\s+/g, " ")), mask, characters);
  const given = toolArguments(flow.inputs, short);
  if ("reason" in given) return left(given.reason);
  const { schema, names, files } = given;
  const said = short(trigger?.description ?? flow.description ?? "", most.text);
  return {
    tool: {
      namespace,
      id,
      name,
      isNamed: trigger?.name !== undefined,
      title: short(trigger?.title ?? `Run ${id}`, most.title),
      description: `Runs the flow ${namespace}.${id} and gives its outputs.${authored(said, schema)}`,
      effect: trigger?.readOnly === true ? "read" : trigger?.destructive === false ? "write" : "destructive",
      idempotent: trigger?.idempotent === true,
      inputSchema: schema,
      names,
      fixed: { namespace, flow_id: id, ...(files.length > 0 && { files }) },
    },
  };
}

/** In quotes, as data: nothing in it is an instruction to whoever reads the list. */
function authored(said: string, { properties }: MadeTool["inputSchema"]): string {
  const its = said === "" ? "" : ` Its author says: ${JSON.stringify(said)}`;
  return Object.keys(properties).length === 0
    ? its
    : `${its}${its === "" ? "" : "."} What its arguments say is the author's, too.`;
}
