import { userIn } from "../../store/records.ts";
import type { Principal } from "../../auth/principal.ts";
import { principalOf } from "../../oauth/grants/principal.ts";
import { isSound } from "../../store/sound.ts";
import type { StoredRecord } from "../../store/store.ts";
import { visible } from "../../text/visible.ts";
import { allSound, type Looking } from "./sound-records.ts";

/** Whom a word may mean. */
export interface UsersFound {
  /** By their key, their subject or their address, which several may have at different issuers. */
  readonly users: readonly StoredRecord[];
  /** By an address that their issuer does not say is theirs: anybody may give one. */
  readonly unverified: readonly StoredRecord[];
}

export async function findUsers(looking: Looking, word: string): Promise<UsersFound> {
  const known = await looking.store.get("user", word);
  if (known !== undefined && isSound("user", known)) return { users: [known], unverified: [] };
  const users: StoredRecord[] = [];
  const unverified: StoredRecord[] = [];
  for await (const record of allSound(looking, "user")) {
    const { sub, email, emailVerified } = userIn(record);
    const isTheirs = email?.toLowerCase() === word.toLowerCase();
    if (sub === word || (isTheirs && emailVerified)) users.push(record);
    else if (isTheirs) unverified.push(record);
  }
  return { users, unverified };
}

/**
 * The one user of a word.
 * @returns why there is not one, in words
 */
export async function findUser(looking: Looking, word: string): Promise<StoredRecord | string> {
  const { users, unverified } = await findUsers(looking, word);
  const [first] = users;
  if (users.length > 1) return `${visible(word)} is several users. ${namedByKey(users)}`;
  if (first !== undefined) return first;
  if (unverified.length > 0)
    return `Nobody vouches for the address ${visible(word)}. ${namedByKey(unverified)}`;
  return `There is no user ${visible(word)}. Users are known once they logged in: see kestra-mcp list-users.`;
}

function namedByKey(users: readonly StoredRecord[]): string {
  return ["Name the user by the key:", ...users.map((user) => `  ${user.id}  ${userName(user)}`)].join("\n");
}

/** What people know a user by. */
export function userName(record: StoredRecord): string {
  const { name, email, iss, sub } = userIn(record);
  const address = email === undefined ? "" : `<${email}>`;
  return visible(
    [name, address, `${sub} at ${iss}`].filter((part) => part !== undefined && part !== "").join(" "),
  );
}

/** Whom the audit trail names. */
export function principalIn(record: StoredRecord): Principal {
  return principalOf({ user: userIn(record) }, { roles: undefined, resource: "" });
}
