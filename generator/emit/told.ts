import { annotationsOf } from "../../runtime/tool/annotations.ts";
import { viewMeta } from "../../runtime/view.ts";
import { servicesOf, type ToolModel } from "../model.ts";
import { byText } from "../text/by-text.ts";

/** `generated/tools.json`: exactly what a client sees that is shown every tool, one block a tool. */
export function toldText(models: readonly ToolModel[]): string {
  const tools = models
    .toSorted((a, b) => byText(a.name, b.name))
    .map(({ name, title, description, inputSchema, outputSchema, behaviour, view }) => {
      const behaviours =
        behaviour.kind === "choice" ? behaviour.actions.map((it) => it.behaviour) : [behaviour];
      const annotations = annotationsOf(behaviours.map((it) => ({ ...it, services: servicesOf(it) })));
      return {
        name,
        title,
        description,
        inputSchema,
        outputSchema,
        annotations,
        ...(view && { _meta: viewMeta(view.uri) }),
      };
    });
  return `${JSON.stringify(tools)}\n`;
}
