import type { ToolSpec } from "./spec.ts";

/** The shared operations that a tool refers to, by name. */
export function askedBy({ tool }: ToolSpec): readonly string[] {
  const behaviours = [tool, ...Object.values(tool.actions ?? {})];
  return behaviours.flatMap((it) =>
    typeof it === "string" ? [] : Object.values(it.calls ?? {}).filter((call) => typeof call === "string"),
  );
}
