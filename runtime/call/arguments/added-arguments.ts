import { isChoice, type ToolDefinition } from "../../tool/definition.ts";

/**
 * What a client sends besides the arguments that the model gave, each with where that is told, as `owner/name#number` on
 * GitHub. n8n's MCP Client Tool sends the names by which its agent routes the call, and the fields of the chat message that
 * the agent answers.
 */
export const addedArguments: ReadonlyMap<string, string> = new Map([
  ["toolCallId", "n8n-io/n8n#21500"],
  ["tool", "n8n-io/n8n#21716"],
  ["sessionId", "mpeirone/zabbix-mcp-server#27"],
  ["chatInput", "mpeirone/zabbix-mcp-server#27"],
  ["action", "mpeirone/zabbix-mcp-server#27"],
]);

/** The arguments without those that a client adds by itself, where the tool has none of that name. */
export function withoutAdded(
  tool: ToolDefinition,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const own = argumentNames(tool);
  const isKept = (name: string) => own.includes(name) || !addedArguments.has(name);
  const names = Object.keys(values);
  return names.every(isKept)
    ? values
    : Object.fromEntries(Object.entries(values).filter(([name]) => isKept(name)));
}

const namesOf = new WeakMap<ToolDefinition, readonly string[]>();

/** All arguments of a tool, those included that its operator has hidden. */
export function argumentNames(tool: ToolDefinition): readonly string[] {
  const { inputSchema, behaviour } = tool;
  const known = namesOf.get(tool);
  if (known !== undefined) return known;
  const hidden = isChoice(behaviour) ? (behaviour.hidden?.arguments ?? []) : [];
  const names = [...Object.keys(inputSchema.properties), ...hidden];
  namesOf.set(tool, names);
  return names;
}
