import { isObject } from "../../../runtime/json.ts";

/** How the trigger of Kestra 2.0 that makes a tool of a flow wants it. */
export interface ToolTrigger {
  readonly name?: string;
  readonly title?: string;
  readonly description?: string;
  readonly readOnly: boolean;
  readonly destructive: boolean;
  readonly idempotent: boolean;
}

const type = "io.kestra.plugin.core.trigger.McpToolTrigger";

/** The first of a flow's triggers that makes a tool of it and is not disabled; undefined where there is none. */
export function toolTrigger(triggers: unknown): ToolTrigger | undefined {
  const all: readonly unknown[] = Array.isArray(triggers) ? triggers : [];
  const found = all.filter(isObject).find((it) => it.type === type && it.disabled !== true);
  if (found === undefined) return undefined;
  const { toolName, title, toolDescription, annotations } = found;
  const hints = isObject(annotations) ? annotations : {};
  // As MCP calls them, too.
  const said = (name: string) => hints[name] ?? hints[`${name}Hint`];
  return {
    ...(typeof toolName === "string" && { name: toolName }),
    ...(typeof title === "string" && { title }),
    ...(typeof toolDescription === "string" && { description: toolDescription }),
    readOnly: said("readOnly") === true,
    destructive: said("destructive") !== false,
    idempotent: said("idempotent") === true,
  };
}
