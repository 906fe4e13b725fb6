import { openGrant, prolong } from "../../runtime/oauth/grants/grant.ts";
import type { Granting } from "../../runtime/oauth/grants/granting.ts";
import { issue } from "../../runtime/oauth/grants/issue.ts";
import { keepCredential, type KestraSecret } from "../../runtime/store/credentials.ts";
import { userId, type UserBody } from "../../runtime/store/records.ts";
import type { Store } from "../../runtime/store/store.ts";
import type { Vault } from "../../runtime/store/vault.ts";

/** A client that a user lets act for them, and what it has to show. */
export interface Holder {
  readonly client: string;
  access: string;
  refresh: string;
}

/** Where users are kept, and of what they are users. */
export interface UsersPlace {
  readonly store: Store;
  readonly vault: Vault;
  readonly baseUrl: string;
  readonly resource: string;
  readonly secret: KestraSecret;
}

const hour = 3_600_000;
const day = 24 * hour;
const scopes = ["kestra.read", "kestra.write", "kestra.destroy"];

/**
 * Keeps users who logged in from so many clients each, with credentials of their own for Kestra.
 * @returns the clients of the first user, then those of the next
 */
export async function keepUsers(
  { store, vault, baseUrl, resource, secret }: UsersPlace,
  users: number,
  grants: number,
): Promise<readonly Holder[]> {
  const granting: Granting = {
    store,
    now: Date.now,
    times: { access: hour, refresh: 30 * day, recheck: hour, unchecked: 12 * hour },
    upstream: { recheck: () => Promise.resolve("unreachable") },
    roles: undefined,
    resource,
    tell: () => undefined,
  };
  const keepGrant = async (user: string, client: string): Promise<Holder> => {
    const body = { redirectUris: ["http://127.0.0.1:4711/callback"], name: "A client", born: Date.now() };
    await store.put("client", { id: client, body, expires: Date.now() + 90 * day });
    const opened = await openGrant(granting, { user, client: { id: client, name: body.name }, scopes });
    const grant = await prolong(granting, opened);
    if (grant === undefined) throw new Error("A grant was not kept.");
    const { access_token: access, refresh_token: refresh } = await issue(granting, grant, scopes.join(" "));
    return { client, access, refresh };
  };
  const keepUser = async (number: number): Promise<readonly Holder[]> => {
    const [iss, sub] = ["https://login.example.com", `user-${number}`];
    const id = userId(iss, sub);
    const email = `${sub}@example.com`;
    const rolesAt = { [resource]: ["engineer"] };
    const body: UserBody = { iss, sub, email, emailVerified: true, rolesAt, seenAt: Date.now() };
    await store.put("user", { id, body });
    await keepCredential(store, vault, { user: id, baseUrl, tenant: "main" }, secret);
    const own = Array.from({ length: grants }, (_, i) => keepGrant(id, `client-${number}-${i}`));
    return Promise.all(own);
  };
  const kept: (readonly Holder[])[] = [];
  for (let number = 0; number < users; number++) kept.push(await keepUser(number));
  return kept.flat();
}
