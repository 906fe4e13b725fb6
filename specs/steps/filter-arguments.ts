import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";

/**
 * Refuses filters of fields for which a tool has an argument, and Kestra no filter.
 * @param instead the argument of each field
 * @throws InputError naming the argument
 */
export function refuseArguments(
  filters: readonly string[] | undefined,
  instead: Readonly<Record<string, string>>,
): void {
  for (const filter of filters ?? []) {
    const [, field = ""] = /^\s*(?:filters\[)?(\w+)/.exec(filter) ?? [];
    const argument = Object.hasOwn(instead, field) ? instead[field] : undefined;
    if (argument !== undefined)
      throw new InputError(say`filters: Kestra does not search by ${field}: use ${argument} in its place.`);
  }
}
