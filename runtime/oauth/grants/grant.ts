import { grantIn, type GrantBody } from "../../store/records.ts";
import type { StoredRecord } from "../../store/store.ts";
import { newId, newSecret } from "../protocol/secret.ts";
import { fixedTimes, type Granting } from "./granting.ts";

/** What a user allowed a client, as it is kept. */
export interface KeptGrant {
  readonly id: string;
  /** The id of the user. */
  readonly user: string;
  readonly body: GrantBody;
  /** Since the epoch, in milliseconds. */
  readonly expires: number;
}

/** What a user allows a client. */
export interface NewGrant {
  readonly user: string;
  readonly client: { readonly id: string; readonly name?: string };
  readonly scopes: readonly string[];
  /** What the identity provider can be asked again with. */
  readonly refreshToken?: string | undefined;
}

/** Keeps a grant for as long as its code may be redeemed; redeeming it prolongs it. */
export async function openGrant(granting: Granting, given: NewGrant): Promise<KeptGrant> {
  const { store, now, sealing, resource } = granting;
  const { user, client, scopes, refreshToken } = given;
  const id = newId();
  const born = now();
  const sealedRefresh = refreshToken === undefined ? undefined : sealing?.seal(refreshToken, id);
  const body: GrantBody = {
    client: client.id,
    ...(client.name !== undefined && { clientName: client.name }),
    scope: scopes.join(" "),
    resource,
    family: newSecret(),
    born,
    checkedAt: born,
    ...(sealedRefresh !== undefined && { sealedRefresh }),
  };
  const expires = born + fixedTimes.codeKnown;
  await store.put("grant", { id, owner: user, body, expires });
  return { id, user, body, expires };
}

/** Undefined where it has ended, and where it is for another server that keeps its grants in the same store. */
export async function findGrant({ store, resource }: Granting, id: string): Promise<KeptGrant | undefined> {
  const found = await store.get("grant", id);
  const grant = found === undefined ? undefined : keptGrant(found);
  return grant?.body.resource === resource ? grant : undefined;
}

export function keptGrant(record: StoredRecord): KeptGrant {
  const { id, owner = "", expires = Infinity } = record;
  return { id, user: owner, body: grantIn(record), expires };
}

/** Keeps a grant that is used for longer, with what changed of it. @returns undefined where it ended meanwhile */
export async function prolong(
  { store, now, times }: Granting,
  { id, user, body }: KeptGrant,
): Promise<KeptGrant | undefined> {
  const { born, sealedRefresh } = body;
  const expires =
    sealedRefresh === undefined
      ? born + times.unchecked
      : Math.min(now() + times.refresh, born + fixedTimes.grant);
  const isThere = await store.replace("grant", { id, owner: user, body, expires });
  return isThere ? { id, user, body, expires } : undefined;
}
