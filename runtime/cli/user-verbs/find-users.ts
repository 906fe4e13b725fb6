import { userIn } from "../../store/records.ts";
import { allOf } from "../../store/all-of.ts";
import type { Store, StoredRecord } from "../../store/store.ts";
import { visible } from "../../text/visible.ts";

/** The users of a key, a subject or an address, which several may have at different issuers. */
export async function findUsers(store: Store, word: string): Promise<readonly StoredRecord[]> {
  const known = await store.get("user", word);
  if (known !== undefined) return [known];
  const found: StoredRecord[] = [];
  for await (const record of allOf(store, "user")) {
    const { sub, email } = userIn(record);
    if (sub === word || email?.toLowerCase() === word.toLowerCase()) found.push(record);
  }
  return found;
}

/**
 * The one user of a word.
 * @returns why there is not one, in words
 */
export async function findUser(store: Store, word: string): Promise<StoredRecord | string> {
  const found = await findUsers(store, word);
  const [first] = found;
  if (first === undefined)
    return `There is no user ${visible(word)}. Users are known once they logged in: see kestra-mcp list-users.`;
  if (found.length === 1) return first;
  const keys = found.map((record) => `  ${record.id}  ${userName(record)}\n`).join("");
  return `${visible(word)} is several users. Name one by its key:\n${keys}`.trimEnd();
}

/** What people know a user by. */
export function userName(record: StoredRecord): string {
  const { name, email, iss, sub } = userIn(record);
  const address = email === undefined ? "" : `<${email}>`;
  return visible(
    [name, address, `${sub} at ${iss}`].filter((part) => part !== undefined && part !== "").join(" "),
  );
}
