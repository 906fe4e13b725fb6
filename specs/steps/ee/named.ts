import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";

/** A group or a role, as a search gives it. */
export interface NamedRow {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  /** Of a role: it is one of Kestra's own. */
  readonly isManaged?: boolean | null | undefined;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The group of exactly this name. */
export function groupOf(name: string, rows: readonly NamedRow[]): Named | undefined {
  const found = rows.find((row) => row.name === name);
  return typeof found?.id === "string" ? { id: found.id, name } : undefined;
}

/** The group of exactly this name. @throws InputError where there is none */
export function namedGroup(name: string, rows: readonly NamedRow[]): Named {
  const found = groupOf(name, rows);
  if (found === undefined) throw new InputError(say`Group '${name}' not found.`);
  return found;
}

/** Roles that a refusal names at most. */
const most = 20;

/**
 * The role that is called so, whatever its case; Kestra's own before one that somebody made.
 * @throws InputError that names the roles there are, where there is none
 */
export function namedRole(role: string, rows: readonly NamedRow[]): Named {
  const called = rows.filter((row) => row.name?.toLowerCase() === role);
  const found = called.find((row) => row.isManaged === true) ?? called[0];
  if (typeof found?.id === "string") return { id: found.id, name: role };
  const names = rows.flatMap(({ name }) => (typeof name === "string" ? [name] : [])).slice(0, most);
  const known = names.length === 0 ? say`none that you may see` : names.join(", ");
  throw new InputError(
    say`Role '${role}' not found, so nothing was changed. The tenant's roles are ${known}.`,
  );
}
