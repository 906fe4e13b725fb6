import { StoreError } from "../errors.ts";
import { own, say } from "../text/said.ts";
import { credentialIn, credentialContext, credentialId, type CredentialBody } from "./records.ts";
import type { Store, StoredRecord } from "./store.ts";
import type { Vault } from "./vault.ts";

/** What Kestra takes as proof of a user. */
export type KestraSecret =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "basic"; readonly username: string; readonly password: string };

/** For whom, and for which tenant of which Kestra. */
export interface CredentialPlace {
  /** An id of `userId`. */
  readonly user: string;
  readonly baseUrl: string;
  readonly tenant: string;
}

/** Of a credential, besides the secret. */
export type CredentialFacts = Pick<CredentialBody, "verifiedAt" | "whose">;

const purpose = "kestra credential";

/** Keeps it in the place of what was there. @throws ConfigurationError where there is no key */
export async function keepCredential(
  store: Store,
  vault: Vault,
  place: CredentialPlace,
  secret: KestraSecret,
  facts: CredentialFacts = {},
): Promise<void> {
  const { user, baseUrl, tenant } = place;
  const { kind, ...parts } = secret;
  const sealed = vault.seal(purpose, contextOf(place), JSON.stringify(parts));
  const body: CredentialBody = { ...facts, sealed, kind, baseUrl, tenant };
  await store.put("credential", { id: credentialId(user, baseUrl, tenant), owner: user, body });
}

/**
 * The secret of a user. One that an older key sealed is sealed again.
 * @returns undefined where there is none
 * @throws StoreError where it does not open, with the reason
 */
export async function readCredential(
  store: Store,
  vault: Vault,
  place: CredentialPlace,
): Promise<(CredentialFacts & { readonly secret: KestraSecret }) | undefined> {
  const record = await store.get("credential", credentialId(place.user, place.baseUrl, place.tenant));
  if (record === undefined) return undefined;
  const { sealed, kind, verifiedAt, whose } = credentialIn(record);
  const opened = vault.open(purpose, contextOf(place), sealed);
  if (opened.text === undefined)
    throw new StoreError(
      say`The stored Kestra credentials of this user do not open (${own(opened.refused)}): KESTRA_MCP_ENCRYPTION_KEYS must hold the key that encrypted them.`,
    );
  if (opened.isStale) await reseal(store, vault, record);
  const secret = { kind, ...(JSON.parse(opened.text) as object) } as KestraSecret;
  return { ...(verifiedAt !== undefined && { verifiedAt }), ...(whose !== undefined && { whose }), secret };
}

/**
 * Seals it by the first key where another sealed it. What was changed or removed meanwhile stays so.
 * @returns what was done
 */
export async function reseal(
  store: Store,
  vault: Vault,
  record: StoredRecord,
): Promise<"resealed" | "fresh" | "closed"> {
  const body = credentialIn(record);
  const context = credentialContext(record.owner ?? "", body.baseUrl, body.tenant);
  const opened = vault.open(purpose, context, body.sealed);
  if (opened.text === undefined) return "closed";
  if (!opened.isStale) return "fresh";
  const sealed = vault.seal(purpose, context, opened.text);
  await store.replace("credential", { ...record, body: { ...body, sealed } }, record);
  return "resealed";
}

function contextOf({ user, baseUrl, tenant }: CredentialPlace): readonly string[] {
  return credentialContext(user, baseUrl, tenant);
}
