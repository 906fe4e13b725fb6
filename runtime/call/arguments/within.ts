import { InputError } from "../../errors.ts";
import { own, say } from "../../text/said.ts";

/** Two ids and a slash. No id holds one, so that nothing else can be meant. */
const both = /^([a-z0-9][\w.-]*)\/([a-z0-9][\w.-]*)$/i;

/**
 * The arguments with those apart that were given in one: `flow_id: company.team/get_data` is a namespace and a flow.
 * @param within argument -> the argument that it may hold too
 * @throws InputError where both are given and say different things
 */
export function apart(
  values: Readonly<Record<string, unknown>>,
  within: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const changed = Object.entries(within).map(([inner, outer]) => {
    const value = values[inner];
    const [, held, rest] = (typeof value === "string" ? both.exec(value) : null) ?? [];
    if (held === undefined) return {};
    const given = values[outer] ?? "";
    if (given !== "" && given !== held)
      throw new InputError(
        say`${own(inner)} ${JSON.stringify(value)} is in ${held}, but ${own(outer)} is ${JSON.stringify(given)}: leave one of the two out.`,
      );
    return { [outer]: held, [inner]: rest };
  });
  return Object.assign({}, values, ...changed) as Readonly<Record<string, unknown>>;
}
