import { credentialIn, grantIn, userIn } from "../../store/records.ts";
import { isClosed } from "../../store/seals.ts";
import { sealedBy } from "../../store/vault.ts";
import type { StoredRecord } from "../../store/store.ts";
import { visible, visibleJson } from "../../text/visible.ts";
import type { Written } from "./options.ts";
import { allSound, ownedSound } from "./sound-records.ts";
import type { UserContext, UserPrinted } from "./user-context.ts";

/** Prints who is known, and what they have. It never prints a secret. */
export async function listUsers(context: UserContext, { json }: Written): Promise<UserPrinted> {
  if (json) return { out: await jsonOf(context), exitCode: 0 };
  const texts: string[] = [];
  for await (const record of allSound(context, "user")) texts.push(await told(context, record));
  return { out: texts.length === 0 ? "No user is known yet.\n" : texts.join("\n"), exitCode: 0 };
}

/** As a JSON object whose `users` are a list. Times are ISO 8601; what is not known is left out. */
async function jsonOf(context: UserContext): Promise<string> {
  const users: object[] = [];
  for await (const record of allSound(context, "user")) {
    const { iss, sub, name, email, emailVerified, rolesAt = {}, seenAt } = userIn(record);
    const credentials = await ownedSound(context, "credential", record.id);
    const grants = await ownedSound(context, "grant", record.id);
    users.push({
      ...{ key: record.id, name, email, emailVerified, issuer: iss, subject: sub },
      roles: Object.entries(rolesAt).map(([server, roles]) => ({ server, roles })),
      seen: optionalTime(seenAt),
      credentials: credentials.map((one) => credentialOf(context, one)),
      grants: grants.map((one) => {
        const { client, clientName, scope, born } = grantIn(one);
        return { client, name: clientName, scope, since: time(born) };
      }),
    });
  }
  return `${visibleJson(JSON.stringify({ users }, null, 2))}\n`;
}

function credentialOf(context: UserContext, record: StoredRecord): object {
  const { kind, baseUrl, tenant, whose, login, addedBy, verifiedAt, refusedAt, sealed } =
    credentialIn(record);
  return {
    kind: kind === "token" ? "token" : "login",
    ...{ baseUrl, tenant, of: whose ?? login, addedBy: addedBy ?? "user" },
    taken: optionalTime(verifiedAt),
    refused: optionalTime(refusedAt),
    missingKey: lacksKey(context, record) ? sealedBy(sealed) : undefined,
  };
}

function optionalTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : time(milliseconds);
}

/** Whether none of the keys that are there opens it; where there is none at all, nobody can tell. */
function lacksKey({ vault }: UserContext, record: StoredRecord): boolean {
  return vault.hasKey && isClosed(vault, "credential", record);
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

function credentialLine(context: UserContext, record: StoredRecord): readonly [string, string] {
  const { kind, baseUrl, tenant, whose, login, addedBy, sealed } = credentialIn(record);
  const what = kind === "token" ? "an API token" : "a login";
  const who = whose ?? login;
  const of = who === undefined ? "" : ` of ${who}`;
  const added = addedBy === undefined ? "" : "added by the operator, ";
  const closed = lacksKey(context, record)
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
