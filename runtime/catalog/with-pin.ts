import type { ToolDefinition } from "../tool/definition.ts";
import { behavioursOf } from "./narrow.ts";

/**
 * The tool as clients are shown it by a server that works in one namespace: it need not be named, and is what is taken. The
 * same object where nothing names one.
 */
export function withPin(pin: string | undefined, tool: ToolDefinition): ToolDefinition {
  if (pin === undefined) return tool;
  const named = new Set(
    behavioursOf(tool).flatMap(({ where }) => (typeof where === "object" ? (where.namespaces ?? []) : [])),
  );
  if (named.size === 0) return tool;
  const { inputSchema } = tool;
  const { required, ...schema } = inputSchema;
  const properties = Object.entries(inputSchema.properties).map(([name, one]) => [
    name,
    named.has(name) ? { ...one, default: pin } : one,
  ]);
  const left = required?.filter((name) => !named.has(name)) ?? [];
  return {
    ...tool,
    inputSchema: {
      ...schema,
      properties: Object.fromEntries(properties) as typeof inputSchema.properties,
      ...(left.length > 0 && { required: left }),
    },
  };
}
