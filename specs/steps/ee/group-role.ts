import { namedRole, type NamedRow } from "./named.ts";

/** A role that somebody has, as a search gives it. */
interface BindingRow {
  readonly group?: { readonly id?: string | null | undefined } | null | undefined;
  readonly role?: { readonly id?: string | null | undefined } | null | undefined;
  readonly namespace?: string | null | undefined;
}

interface RoleCalls {
  readonly roles: (given: Record<string, never>) => Promise<{ readonly results: readonly NamedRow[] }>;
  readonly bindings: (given: { group: string }) => Promise<{ readonly results: readonly BindingRow[] }>;
  readonly bind: (given: { group: string; role: string }) => Promise<unknown>;
}

/** Gives a group its role; to be called when there is a group. */
export type GiveRole = (group: string | null | undefined) => Promise<void>;

/**
 * Finds the role before anything is changed.
 * @returns what gives it to a group for the whole tenant, where the group does not have it so
 * @throws InputError where there is no such role
 */
export async function roleFor(role: string | undefined, kestra: RoleCalls): Promise<GiveRole> {
  if (role === undefined) return () => Promise.resolve();
  const { id } = namedRole(role, (await kestra.roles({})).results);
  return async (group) => {
    if (typeof group !== "string") return;
    const { results } = await kestra.bindings({ group });
    const has = results.some(
      (it) => it.group?.id === group && it.role?.id === id && (it.namespace ?? "") === "",
    );
    if (!has) await kestra.bind({ group, role: id });
  };
}
