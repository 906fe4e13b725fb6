import { may } from "../../access/access.ts";
import { rolesOf } from "../../access/claims.ts";
import type { Roles } from "../../access/roles-file.ts";
import { StoreError } from "../../errors.ts";
import { own } from "../../text/said.ts";
import { permissionOf } from "../../auth/permission.ts";
import { tellChange } from "../../store/access-changes.ts";
import { rolesAt, userId, userIn, type UserBody } from "../../store/records.ts";
import type { Identity } from "../identity.ts";
import type { Granting } from "./granting.ts";

/** The roles of somebody who logged in, and why there are none, where that is known. */
export interface RolesGiven {
  readonly roles: readonly string[];
  readonly reason?: string;
}

/** What the identity provider's claims make of a user. */
export function rolesGiven({ claims }: Pick<Identity, "claims">, roles: Roles | undefined): RolesGiven {
  if (roles === undefined) return { roles: [], reason: "The operator of this server has named no roles." };
  const found = rolesOf(claims, roles);
  return "overage" in found ? { roles: [], reason: found.overage } : { roles: found.roles };
}

/** What somebody with these roles may do. */
export function permissionFor(given: readonly string[], roles: Roles | undefined): ReturnType<typeof may> {
  if (roles !== undefined) return may(given, roles);
  return { roles: [], permission: permissionOf([], []) };
}

/** Tries to keep what other servers of the store write at the same time, too. */
const mostTries = 20;

/** Keeps what the provider says of a user now, and what it made of them at other servers. @returns their id @throws StoreError */
export async function keepUser(
  { store, now, roles, resource }: Pick<Granting, "store" | "now" | "roles" | "resource">,
  identity: Identity,
): Promise<{ readonly id: string; readonly body: UserBody; readonly reason?: string }> {
  const { issuer: iss, subject: sub, name, email, emailVerified } = identity;
  const id = userId(iss, sub);
  const { roles: given, reason } = rolesGiven(identity, roles);
  for (let tries = 0; tries < mostTries; tries++) {
    const found = await store.get("user", id);
    const body: UserBody = {
      iss,
      sub,
      emailVerified,
      rolesAt: { ...(found && userIn(found).rolesAt), [resource]: given },
      seenAt: now(),
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
    };
    const isKept =
      found === undefined
        ? await store.add("user", { id, body })
        : await store.replace("user", { id, body }, found);
    if (!isKept) continue;
    if (found !== undefined && !isSameRoles(rolesAt(userIn(found), resource), given))
      await tellChange(store, { kind: "user", id });
    return { id, body, ...(reason !== undefined && { reason }) };
  }
  throw new StoreError(own("A user is written by too many at once."));
}

function isSameRoles(some: readonly string[], others: readonly string[]): boolean {
  return JSON.stringify([...some].sort()) === JSON.stringify([...others].sort());
}
