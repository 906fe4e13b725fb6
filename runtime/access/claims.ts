import { isObject } from "../json.ts";
import type { ClaimPath, Roles } from "./roles-file.ts";

/** What a token, or whoever vouches for a user, says of them. */
export type Claims = Readonly<Record<string, unknown>>;

/** The roles of a user, and where each is from. */
export interface RolesFound {
  readonly roles: readonly string[];
  /** Role -> what gave it, such as `the claim roles` or `default`. */
  readonly from: Readonly<Record<string, readonly string[]>>;
  /** Values of claims that are no role and no group. */
  readonly unmapped: readonly string[];
}

/** The groups of a user are more than a token of Entra holds, so that nobody knows the roles. */
export interface Overage {
  readonly overage: string;
}

/**
 * The roles that claims give: each value that is the name of a role, or a group that has some; and those that every user
 * has. Nothing else gives any.
 */
export function rolesOf(
  claims: Claims,
  { names, claims: paths, groups, default: every }: Roles,
): RolesFound | Overage {
  const asksGroups = Object.keys(groups).length > 0 || paths.some(([first]) => first === "groups");
  if (asksGroups && hasOverage(claims)) return { overage };
  const from = new Map<string, string[]>();
  const give = (role: string, why: string) => {
    const before = from.get(role) ?? [];
    from.set(role, before.includes(why) ? before : [...before, why]);
  };
  for (const role of every) give(role, "default");
  const unmapped: string[] = [];
  const take = (path: ClaimPath, isRole: boolean) => {
    for (const value of claimValues(claims, path)) {
      const given = Object.hasOwn(groups, value) ? (groups[value] ?? []) : [];
      for (const role of given) give(role, `the group ${value}`);
      if (isRole && names.includes(value)) give(value, `the claim ${path.join(".")}`);
      else if (given.length === 0) unmapped.push(value);
    }
  };
  for (const path of paths) take(path, true);
  if (Object.keys(groups).length > 0 && !paths.some((path) => path.join() === "groups"))
    take(["groups"], false);
  return { roles: [...from.keys()].sort(), from: Object.fromEntries(from), unmapped: [...new Set(unmapped)] };
}

/** Why nothing that a token says gives anybody a role; undefined where something may. */
export function whyNone({ claims, groups, default: every }: Roles): string | undefined {
  if (claims.length + every.length + Object.keys(groups).length > 0) return undefined;
  return "The roles have neither claims, groups nor default, so that nobody who logs in has one: name the claim that says them, such as claims: [roles].";
}

/** Claims of which one text holds several values with spaces between, as OAuth writes them (RFC 8693, 4.2). */
const ofWords = ["scope", "scp"];

/** The values of a claim: a list of texts, or one text, which is one value but for a scope. Anything else is none. */
export function claimValues(claims: Claims, path: ClaimPath): readonly string[] {
  let value: unknown = claims;
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return [];
    value = value[key];
  }
  if (typeof value === "string")
    return (ofWords.includes(path.at(-1) ?? "") ? value.split(/\s+/) : [value]).filter(
      (one) => one.trim() !== "",
    );
  if (!Array.isArray(value)) return [];
  return value.every((one): one is string => typeof one === "string") ? value : [];
}

/** Entra leaves out the groups of whoever is in many, and says where to ask for them. */
export function hasOverage(claims: Claims): boolean {
  const names = Object.hasOwn(claims, "_claim_names") ? claims._claim_names : undefined;
  return (
    (isObject(names) && Object.hasOwn(names, "groups")) ||
    (Object.hasOwn(claims, "hasgroups") && claims.hasgroups !== false)
  );
}

const overage =
  "This user is in more groups than a token of Entra holds, so the token names none of them. Use app roles (the claim roles), or have the token hold only groups assigned to the application.";
