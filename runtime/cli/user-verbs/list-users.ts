import { credentialIn, grantIn, userIn } from "../../store/records.ts";
import { isClosed } from "../../store/seals.ts";
import { sealedBy } from "../../store/vault.ts";
import type { StoredRecord } from "../../store/store.ts";
import { visible } from "../../text/visible.ts";
import { allSound, ownedSound } from "./sound-records.ts";
import type { UserContext, UserPrinted } from "./user-context.ts";

/** Prints who is known, and what they have. It never prints a secret. */
export async function listUsers(context: UserContext): Promise<UserPrinted> {
  const texts: string[] = [];
  for await (const record of allSound(context, "user")) texts.push(await told(context, record));
  return { out: texts.length === 0 ? "No user is known yet.\n" : texts.join("\n"), exitCode: 0 };
}

async function told(context: UserContext, record: StoredRecord): Promise<string> {
  const { iss, sub, name, email, emailVerified, rolesAt = {}, seenAt } = userIn(record);
  const credentials = await ownedSound(context, "credential", record.id);
  const grants = await ownedSound(context, "grant", record.id);
  const address = email === undefined ? undefined : `${email}${emailVerified ? "" : " (not verified)"}`;
  const roles = Object.entries(rolesAt).map(
    ([server, given]) => ["roles", `${given.join(", ") || "none"}, at ${server}`] as const,
  );
  const lines: readonly (readonly [string, string])[] = [
    ["key", record.id],
    ["email", address ?? "none"],
    ["issuer", iss],
    ["subject", sub],
    ...(roles.length === 0 ? [["roles", "none"] as const] : roles),
    ["seen", seenAt === undefined ? "never" : time(seenAt)],
    ...(credentials.length === 0
      ? [["Kestra", "no credentials"] as const]
      : credentials.map((one) => credentialLine(context, one))),
    ...(grants.length === 0 ? [["grants", "none"] as const] : grants.map(grantLine)),
  ];
  const body = lines.map(([word, value]) => `  ${word.padEnd(8)} ${visible(value)}\n`).join("");
  return `${visible(name ?? email ?? sub)}\n${body}`;
}

function credentialLine({ vault }: UserContext, record: StoredRecord): readonly [string, string] {
  const { kind, baseUrl, tenant, whose, login, addedBy, sealed } = credentialIn(record);
  const what = kind === "token" ? "an API token" : "a login";
  const who = whose ?? login;
  const of = who === undefined ? "" : ` of ${who}`;
  const added = addedBy === undefined ? "" : "added by the operator, ";
  const closed =
    vault.hasKey && isClosed(vault, "credential", record)
      ? `; sealed with the key ${sealedBy(sealed)}, which is not among KESTRA_MCP_ENCRYPTION_KEYS`
      : "";
  return ["Kestra", `${what}${of} for ${baseUrl}, tenant ${tenant}, ${added}${triedSaid(record)}${closed}`];
}

function triedSaid(record: StoredRecord): string {
  const { verifiedAt, refusedAt } = credentialIn(record);
  if (refusedAt !== undefined) return `refused ${time(refusedAt)}`;
  return verifiedAt === undefined ? "not tried yet" : `taken ${time(verifiedAt)}`;
}

function grantLine(record: StoredRecord): readonly [string, string] {
  const { client, clientName, scope, born } = grantIn(record);
  return [
    "grant",
    `${clientName === undefined ? client : `${clientName}, client ${client}`}: ${scope}, since ${time(born)}`,
  ];
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}
