/** What a grant allows: the effects of a tool's behaviours. */
export const permittedEffects = ["read", "write", "destructive"] as const;

export type PermittedEffect = (typeof permittedEffects)[number];

/** One thing that a role allows. What no grant allows is denied. */
export interface Grant {
  readonly role: string;
  readonly effects: readonly PermittedEffect[];
  /** Names of tools, and `tool.action` for one action of a tool; absent: all. */
  readonly tools?: readonly string[];
  /** These, each with all below it; absent: all, and what lies in none. */
  readonly namespaces?: readonly string[];
}

/** What somebody may do: plain data, which travels with each request and never with a session. */
export interface Permission {
  /** The names of the roles, in order. */
  readonly roles: readonly string[];
  readonly grants: readonly Grant[];
  /** What the user let the client do; absent: all. */
  readonly effects?: readonly PermittedEffect[];
  /** What all roles allow that there are, for a refusal to name the one that is needed. */
  readonly known: readonly Grant[];
  /** The same for all that may do the same, and of no two that may not. */
  readonly text: string;
}

/** The permission of whoever has these roles; a role that there is none of gives nothing. */
export function permissionOf(names: readonly string[], known: readonly Grant[]): Permission {
  const roles = [...new Set(names)].filter((name) => known.some(({ role }) => role === name)).sort();
  const grants = known.filter(({ role }) => roles.includes(role));
  return { roles, grants, known, text: JSON.stringify([roles, grants]) };
}

/** What is left of a permission of what a user let a client do. */
export function narrowed(permission: Permission, effects: readonly PermittedEffect[]): Permission {
  const narrow = (grant: Grant): Grant => ({
    ...grant,
    effects: grant.effects.filter((one) => effects.includes(one)),
  });
  const grants = permission.grants.map(narrow).filter((one) => one.effects.length > 0);
  return { ...permission, grants, effects, text: JSON.stringify([permission.roles, grants, effects]) };
}

/** `role reader`, `roles a and b`, `a caller without a role`: for a sentence. */
export function rolesNamed(roles: readonly string[]): string {
  const [last, ...others] = roles.toReversed();
  if (last === undefined) return "a caller without a role";
  return others.length === 0 ? `role ${last}` : `roles ${others.toReversed().join(", ")} and ${last}`;
}
