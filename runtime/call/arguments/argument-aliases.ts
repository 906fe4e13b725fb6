import { InputError } from "../../errors.ts";
import { own, say } from "../../text/said.ts";
import type { Tool } from "../../tool/definition.ts";

/**
 * The arguments by their own names.
 * @throws InputError where one is given by two names
 */
export function byOwnNames(
  { argumentAliases }: Pick<Tool, "argumentAliases">,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (argumentAliases === undefined) return values;
  const isGiven = (name: string) => Object.hasOwn(values, name) && values[name] !== null;
  const taken = new Map<string, unknown>();
  for (const [given, value] of Object.entries(values)) {
    if (!isGiven(given)) continue;
    const name = Object.hasOwn(argumentAliases, given) ? argumentAliases[given] : undefined;
    if (taken.has(name ?? given) || (name !== undefined && isGiven(name)))
      throw new InputError(
        say`${own(given)} is another name of ${own(name ?? given)}: leave one of the two out.`,
      );
    taken.set(name ?? given, value);
  }
  return Object.fromEntries(taken);
}
