import type { Principal } from "./principal.ts";

/**
 * What bounds, sessions and tokens count a principal by: the same for each request of one, and of no two the same. Roles and
 * scopes are not part of it, since they may change while a session is open.
 */
export function principalKey({ proof, issuer, subject }: Principal): string {
  return JSON.stringify([proof, issuer ?? null, subject]);
}
