import type { Effect } from "./definition.ts";

/** The strongest of several effects, `read` of none: what all of them together can do at their worst. */
export function strongest(effects: readonly Effect[]): Effect {
  if (effects.includes("destructive")) return "destructive";
  return effects.includes("write") ? "write" : "read";
}
