import type { BoundNamespace } from "../auth/bound.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { mayBeLeftOut } from "./usual-namespace.ts";
import type { JsonSchema } from "../json/schema.ts";
import { behavioursOf } from "./narrow.ts";

/**
 * The tool as clients are shown it by a server that works in one namespace: where it need not be named, it is what is taken; where
 * what is below it is there too, that is told. The same object where nothing names one.
 */
export function withPin(usual: BoundNamespace | undefined, tool: ToolDefinition): ToolDefinition {
  if (usual === undefined) return tool;
  const named = new Set(
    behavioursOf(tool).flatMap(({ where }) => (typeof where === "object" ? (where.namespaces ?? []) : [])),
  );
  if (named.size === 0) return tool;
  const { inputSchema } = tool;
  const isLeftOut = (name: string) => mayBeLeftOut(tool, name, usual);
  const told = (one: JsonSchema): JsonSchema =>
    usual.below ? { ...one, description: [one.description, insideOf(usual)].filter(Boolean).join(" ") } : one;
  const { required, ...schema } = inputSchema;
  const properties = Object.entries(inputSchema.properties).map(([name, one]) => [
    name,
    named.has(name) ? { ...told(one), ...(isLeftOut(name) && { default: usual.namespace }) } : one,
  ]);
  const left = required?.filter((name) => !named.has(name) || !isLeftOut(name)) ?? [];
  return {
    ...tool,
    inputSchema: {
      ...schema,
      properties: Object.fromEntries(properties) as typeof inputSchema.properties,
      ...(left.length > 0 && { required: left }),
    },
  };
}

function insideOf({ namespace }: BoundNamespace): string {
  return `Only ${namespace} and what is below it.`;
}
