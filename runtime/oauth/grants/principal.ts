import { narrowed } from "../../auth/permission.ts";
import type { Principal } from "../../auth/principal.ts";
import { effectsOf } from "../../auth/scopes.ts";
import type { AccessEvent, AskedBy } from "../../observe/observer.ts";
import { rolesAt, userIn, type GrantBody, type UserBody } from "../../store/records.ts";
import { wordsOf } from "../protocol/parameters.ts";
import type { KeptGrant } from "./grant.ts";
import type { Granting } from "./granting.ts";
import { permissionFor } from "./user.ts";

/** Of whom a client acts for, and by which grant; a browser acts for its user by none. */
export interface Acting {
  readonly user: UserBody;
  readonly grant?: { readonly id: string; readonly body: Pick<GrantBody, "client" | "clientName"> };
  /** What the client may do; absent of the account page: all that the user may. */
  readonly scopes?: readonly string[];
  /** Whether it is the user who logged in, with a browser; absent: where no scopes bound it. */
  readonly isBrowser?: boolean;
}

/** Who calls with an access token, or looks at the account page. */
export function principalOf(
  { user, grant, scopes, isBrowser = scopes === undefined }: Acting,
  { roles, resource }: Pick<Granting, "roles" | "resource">,
): Principal {
  const { iss, sub, name, email, emailVerified } = user;
  const { roles: given, permission } = permissionFor(rolesAt(user, resource), roles);
  return {
    subject: sub,
    issuer: iss,
    roles: given,
    scopes: scopes ?? [],
    proof: isBrowser ? "login" : "access token",
    user: {
      emailVerified,
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
      ...(grant !== undefined && {
        grant: grant.id,
        client: {
          id: grant.body.client,
          ...(grant.body.clientName !== undefined && { name: grant.body.clientName }),
        },
      }),
    },
    permission: scopes === undefined ? permission : narrowed(permission, effectsOf(scopes)),
  };
}

/** What an event about a grant tells: whom the client acts for, where that is known. */
export async function eventOf(
  granting: Pick<Granting, "store" | "roles" | "resource">,
  { id, user: userId, body }: Pick<KeptGrant, "id" | "user" | "body">,
  by: AskedBy,
): Promise<Omit<AccessEvent, "event">> {
  const found = await granting.store.get("user", userId);
  const { client, clientName, scope } = body;
  const about = { client, clientName, grant: id, scopes: wordsOf(scope), ...by };
  if (found === undefined) return about;
  const principal = principalOf({ user: userIn(found), grant: { id, body }, scopes: about.scopes }, granting);
  return { ...about, principal };
}

/** What people know a user by. */
export function nameOfUser({ name, email, sub }: UserBody): string {
  return email ?? name ?? sub;
}
