import { isChoice, type ToolDefinition } from "./tool-definition.ts";

/*
 * n8n's MCP Client Tool sends, besides the arguments that the model gave, the names by which its agent routes the call
 * (n8n-io/n8n issues 21500 and 21716), and the fields of the chat message that the agent answers
 * (mpeirone/zabbix-mcp-server pull request 27).
 */
const added = ["toolCallId", "tool", "sessionId", "chatInput", "action"];

/** The arguments without those that a client adds by itself, where the tool has none of that name. */
export function withoutAdded(
  tool: ToolDefinition,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const own = argumentNames(tool);
  const isKept = (name: string) => own.includes(name) || !added.includes(name);
  const names = Object.keys(values);
  return names.every(isKept)
    ? values
    : Object.fromEntries(Object.entries(values).filter(([name]) => isKept(name)));
}

/** All arguments of a tool, those included that its operator has hidden. */
export function argumentNames({ inputSchema, behaviour }: ToolDefinition): readonly string[] {
  const hidden = isChoice(behaviour) ? (behaviour.hidden?.arguments ?? []) : [];
  return [...Object.keys(inputSchema.properties), ...hidden];
}
