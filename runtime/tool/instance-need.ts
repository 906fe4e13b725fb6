import { isComposite, type Behaviour } from "./definition.ts";

/**
 * What a call needs to know of the Kestra: which one answers, which is waited for; the same, or the newest one where none
 * does; or nothing, since it asks none.
 */
export type InstanceNeed = "known" | "assumed" | "none";

/** What a call of that behaviour needs. One that asks other services alone needs no Kestra, whatever its spec says. */
export function needOf(behaviour: Behaviour): InstanceNeed {
  if (!asksKestra(behaviour)) return "none";
  return isComposite(behaviour) && behaviour.offline === true ? "assumed" : "known";
}

/** Whether a behaviour asks a Kestra anything: not where it asks other services alone, or nobody. */
export function asksKestra(behaviour: Behaviour): boolean {
  const operations = isComposite(behaviour) ? Object.values(behaviour.calls) : [behaviour];
  return operations.some(({ services }) => services === undefined);
}
