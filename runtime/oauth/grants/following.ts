import type { Follow, Served } from "../../auth/follow.ts";
import { narrowed } from "../../auth/permission.ts";
import type { Principal } from "../../auth/principal.ts";
import { effectsOf } from "../../auth/scopes.ts";
import { hearChanges, type AccessChange } from "../../store/access-changes.ts";
import { rolesAt, userId, userIn } from "../../store/records.ts";
import { bearerOf } from "../../transport/http/checks/static-token.ts";
import { hashOf } from "../protocol/secret.ts";
import type { Granting } from "./granting.ts";
import { permissionFor } from "./user.ts";

/** Knows what becomes of users while they are served, on whichever replica it is decided. */
export interface Following {
  readonly follow: Follow;
  close(): Promise<void>;
}

/** Somebody who is served by what a user gave a client. */
interface Followed {
  readonly served: Served;
  readonly grant: string;
  readonly user: string;
  /** The id of the access token by which it was asked for; absent of a session, which goes on with the next one. */
  readonly access?: string | undefined;
  /** As of now. */
  principal: Principal;
}

/** Milliseconds after which all are looked at: what was told may be lost, and another process of a file tells nothing. */
const lookInterval = 30_000;

/** Listens from when it settles. Rejects with StoreError. */
export async function openFollowing(
  granting: Pick<Granting, "store" | "roles" | "resource" | "now">,
): Promise<Following> {
  const { store } = granting;
  const open = new Set<Followed>();
  const stop = await hearChanges(store, (change) => {
    const meant = [...open].filter((one) => isMeant(one, change));
    if (change.kind === "user") void look(granting, meant);
    else for (const { served } of meant) served.ended();
  });
  const looking = setInterval(() => void look(granting, [...open]), lookInterval).unref();
  return {
    follow(served) {
      const { issuer = "", subject, user } = served.principal;
      if (user?.grant === undefined) return () => undefined;
      const followed = {
        served,
        grant: user.grant,
        user: userId(issuer, subject),
        access: accessOf(served),
        principal: served.principal,
      };
      open.add(followed);
      return () => {
        open.delete(followed);
      };
    },
    async close() {
      clearInterval(looking);
      await stop();
    },
  };
}

function isMeant({ grant, user, access }: Followed, { kind, id }: AccessChange): boolean {
  return { grant, user, access }[kind] === id;
}

function accessOf({ request }: Served): string | undefined {
  const token = bearerOf(request);
  return token === undefined ? undefined : hashOf(token);
}

/** Asks the store for what is known of these. Where it is away, they stay as they are until the next time. */
async function look(
  { store, roles, resource, now }: Pick<Granting, "store" | "roles" | "resource" | "now">,
  all: readonly Followed[],
): Promise<void> {
  const once = <T>(ask: (id: string) => Promise<T>) => {
    const asked = new Map<string, Promise<T>>();
    return (id: string) => {
      const answer = asked.get(id) ?? ask(id);
      asked.set(id, answer);
      return answer;
    };
  };
  const grantOf = once((id) => store.get("grant", id));
  const userOf = once((id) => store.get("user", id));
  const accessOf = once((id) => store.get("access", id));
  // One that is over by itself is not there either, and what it opened goes on with the grant.
  const isRevoked = async ({ access, principal: { until = 0 } }: Followed) =>
    access !== undefined && now() < until && (await accessOf(access)) === undefined && now() < until;
  for (const followed of all) {
    try {
      const [grant, user, isOver] = await Promise.all([
        grantOf(followed.grant),
        userOf(followed.user),
        isRevoked(followed),
      ]);
      if (grant === undefined || user === undefined || isOver) followed.served.ended();
      else change(followed, permissionFor(rolesAt(userIn(user), resource), roles));
    } catch {
      return;
    }
  }
}

function change(followed: Followed, { roles, permission }: ReturnType<typeof permissionFor>): void {
  const { principal, served } = followed;
  const now = narrowed(permission, effectsOf(principal.scopes));
  if (principal.permission === "all" || principal.permission.text === now.text) return;
  followed.principal = { ...principal, roles, permission: now };
  served.changed(followed.principal);
}
