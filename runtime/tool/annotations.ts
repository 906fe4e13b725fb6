import type { Availability } from "./definition.ts";

/** MCP's hints: all four, so that no client falls back on a default. */
export interface Annotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/**
 * The hints of a tool that can do all this: those of its strongest behaviour. Reading Kestra stays within it; what
 * changes it may start flows, which reach anything, and another service lies outside.
 */
export function annotationsOf(
  behaviours: readonly Pick<Availability, "effect" | "idempotent" | "services">[],
): Annotations {
  const readOnlyHint = behaviours.every(({ effect }) => effect === "read");
  return {
    readOnlyHint,
    destructiveHint: behaviours.some(({ effect }) => effect === "destructive"),
    idempotentHint: behaviours.every(({ idempotent }) => idempotent),
    openWorldHint: !readOnlyHint || behaviours.some(({ services = [] }) => services.length > 0),
  };
}
