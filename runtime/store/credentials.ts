import { StoreError } from "../errors.ts";
import { own, say } from "../text/said.ts";
import { readKept } from "./kept-json.ts";
import { credentialId, credentialIn, type CredentialBody } from "./records.ts";
import { reseal } from "./seals.ts";
import type { NewRecord, Store } from "./store.ts";
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
export type CredentialFacts = Pick<CredentialBody, "verifiedAt" | "whose" | "addedBy">;

/** As the store keeps it. @throws ConfigurationError where there is no key */
export function sealedCredential(
  vault: Vault,
  { user, baseUrl, tenant }: CredentialPlace,
  given: KestraSecret,
  facts: CredentialFacts = {},
): NewRecord {
  const { kind, ...secret } = given;
  const login = given.kind === "basic" ? { login: given.username } : {};
  const sealed = vault.seal("kestra credential", [user, baseUrl, tenant], JSON.stringify(secret));
  const body: CredentialBody = { ...facts, ...login, sealed, kind, baseUrl, tenant };
  return { id: credentialId(user, baseUrl, tenant), owner: user, body };
}

/** Keeps it in the place of what was there. @throws ConfigurationError where there is no key */
export async function keepCredential(
  store: Store,
  vault: Vault,
  place: CredentialPlace,
  secret: KestraSecret,
  facts: CredentialFacts = {},
): Promise<void> {
  await store.put("credential", sealedCredential(vault, place, secret, facts));
}

/**
 * The secret of a user. One that an older key sealed is sealed again.
 * @returns undefined where there is none
 * @throws StoreError where it does not open, with the reason
 */
export async function readCredential(
  store: Store,
  vault: Vault,
  { user, baseUrl, tenant }: CredentialPlace,
): Promise<(CredentialFacts & { readonly secret: KestraSecret }) | undefined> {
  const record = await store.get("credential", credentialId(user, baseUrl, tenant));
  if (record === undefined) return undefined;
  const { sealed, kind, verifiedAt, whose } = credentialIn(record);
  const opened = vault.open("kestra credential", [user, baseUrl, tenant], sealed);
  if (opened.text === undefined)
    throw new StoreError(
      say`The stored Kestra credentials of this user do not open (${own(opened.refused)}): KESTRA_MCP_ENCRYPTION_KEYS must hold the key that encrypted them.`,
    );
  if (opened.isStale) await reseal(store, vault, "credential", record);
  const secret = { kind, ...(readKept(opened.text) as object) } as KestraSecret;
  return { ...(verifiedAt !== undefined && { verifiedAt }), ...(whose !== undefined && { whose }), secret };
}
