import type { Principal } from "./principal.ts";

/**
 * What bounds, sessions and tokens count a principal by: the same for each request of one, and of no two the same. Roles and
 * scopes are not part of it, since they may change while a session is open.
 */
export function principalKey(principal: Principal): string {
  const known = keys.get(principal);
  if (known !== undefined) return known;
  const { proof, issuer, subject } = principal;
  const key = JSON.stringify([proof, issuer ?? null, subject]);
  keys.set(principal, key);
  return key;
}

/** Of those who are the same in each of their requests. */
const keys = new WeakMap<Principal, string>();
