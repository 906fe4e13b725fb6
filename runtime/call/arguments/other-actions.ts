import { isDeepStrictEqual } from "node:util";
import { argumentsOf, type Chosen } from "../../tool/choose.ts";
import { InputError } from "../../errors.ts";
import { own, say, shortened } from "../../text/said.ts";
import { isChoice, type ToolDefinition } from "../../tool/definition.ts";

/**
 * Refuses arguments that only other actions take: who gave one meant more than the chosen action does, such as a list that
 * is not of all keys. What is empty or the default says nothing, and is left out without a word: some clients fill in all.
 * @param values coerced; null counts as absent
 * @throws InputError naming the first, and the actions that take it
 */
export function refuseOtherActions(
  { behaviour, inputSchema }: ToolDefinition,
  { action, behaviour: chosen }: Chosen,
  values: Readonly<Record<string, unknown>>,
): void {
  if (action === undefined || !isChoice(behaviour)) return;
  const taken = [action.by, ...argumentsOf(chosen)];
  const name = Object.keys(values).find(
    (it) => !taken.includes(it) && saysSomething(values[it], inputSchema.properties[it]?.default),
  );
  if (name === undefined) return;
  const takers = Object.entries(behaviour.actions).flatMap(([other, it]) =>
    argumentsOf(it).includes(name) ? [other] : [],
  );
  const whose = takers.length === 0 ? say`` : say`, which is for ${own(takers.join(", "))}`;
  throw new InputError(
    say`${own(action.by)} ${own(action.name)} does not take ${shortened(name, 60, "…")}${whose}: leave it out, or choose another ${own(action.by)}.`,
  );
}

function saysSomething(value: unknown, byDefault: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  if (typeof value === "object" && Object.keys(value).length === 0) return false;
  return !isDeepStrictEqual(value, byDefault);
}
