import type { Principal } from "../../auth/principal.ts";
import { valuesOf } from "../../config/values.ts";
import { tenantOf } from "../../config/readers/tenant.ts";
import { apiToken, requireToken } from "../../config/readers/token.ts";
import { ConfigurationError } from "../../errors.ts";
import { defaultTenant } from "../../network/connection.ts";
import type { Environment } from "../../environment.ts";
import { keepCredential, type KestraSecret } from "../../store/credentials.ts";
import { userId, type UserBody } from "../../store/records.ts";
import type { Store } from "../../store/store.ts";
import { visible } from "../../text/visible.ts";
import { findUser, principalIn, userName } from "./find-users.ts";
import type { Written } from "./options.ts";
import type { UserContext, UserPrinted } from "./user-context.ts";

const inArguments =
  "The token stood in the arguments, where others on this machine can read it, and in the history of the shell: give it on stdin.\n";

/** Keeps what Kestra takes of a user, in the place of what was there. Kestra is not asked whether it does. */
export async function addToken(
  opened: UserContext,
  { words, issuer, username }: Written,
): Promise<UserPrinted> {
  const { env, store, vault, readSecret, tell } = opened;
  const [token, user] = words.length === 2 ? words : [undefined, words[0]];
  const warning = token === undefined ? {} : { err: inArguments };
  vault.requireKey();
  const found = await userOf(opened, user ?? "", issuer);
  if (typeof found === "string") return { err: `${warning.err ?? ""}${found}\n`, exitCode: 1 };
  const secret = secretOf(token ?? (await readSecret(promptFor(username))), username);
  const kestra = kestraOf(env);
  await keepCredential(store, vault, { user: found.id, ...kestra }, secret, { addedBy: "operator" });
  tell({ event: "credential set", principal: found.principal });
  return {
    ...warning,
    out: `Kept for ${found.name}, at ${kestra.baseUrl}, tenant ${kestra.tenant}.\n`,
    exitCode: 0,
  };
}

/** Where credentials are taken, as the server has it. */
export function kestraOf(env: Environment): { readonly baseUrl: string; readonly tenant: string } {
  const value = valuesOf(env);
  const base = value("KESTRA_BASE_URL");
  return { baseUrl: base.url, tenant: tenantOf(value("KESTRA_TENANT_ID"), base) ?? defaultTenant };
}

/** Makes a user known who did not log in yet. @returns their key, and whom the audit trail names */
export async function knownUser(
  store: Store,
  iss: string,
  sub: string,
): Promise<{ readonly id: string; readonly principal: Principal }> {
  const id = userId(iss, sub);
  const body: UserBody = { iss, sub, emailVerified: false };
  await store.add("user", { id, body });
  return { id, principal: principalIn({ id, body }) };
}

/** @returns why there is none, in words */
async function userOf(
  context: UserContext,
  word: string,
  issuer: string | undefined,
): Promise<{ readonly id: string; readonly name: string; readonly principal: Principal } | string> {
  if (issuer !== undefined) {
    const { id, principal } = await knownUser(context.store, issuer, word);
    return { id, name: visible(word), principal };
  }
  const found = await findUser(context, word);
  if (typeof found !== "string")
    return { id: found.id, name: userName(found), principal: principalIn(found) };
  return `${found}\nWith --issuer URL it is the subject of somebody who did not log in yet.`;
}

function promptFor(username: string | undefined): string {
  return username === undefined ? "Kestra API token: " : `Password of ${visible(username)} at Kestra: `;
}

function secretOf(text: string, username: string | undefined): KestraSecret {
  if (text === "") throw new ConfigurationError("No secret was given: it is read from stdin.");
  if (username !== undefined) return { kind: "basic", username, password: text };
  return { kind: "token", token: requireToken(apiToken(text, "The token"), "The token") };
}
