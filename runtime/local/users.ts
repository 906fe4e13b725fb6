import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makePrivateFolder } from "../private-folder.ts";
import { isObject } from "../json.ts";
import { parseForeign } from "../json/foreign-json.ts";

/** Who may log in to a Kestra that was started here. */
export interface LocalUser {
  readonly username: string;
  readonly password: string;
}

/** A user with a password as Kestra wants it: a capital letter, a small one and a digit, which nobody guesses. */
export function madeUser(): LocalUser {
  return { username: "local@kestra.io", password: `K1a-${randomBytes(18).toString("base64url")}` };
}

/** The users that were made here, by the data that they belong to, in a file of the user's alone. */
export function createUsers(folder: string) {
  const path = join(folder, "users.json");
  const all = async (): Promise<Readonly<Record<string, unknown>>> => {
    try {
      const value = parseForeign(await readFile(path, "utf8"));
      return isObject(value) ? value : {};
    } catch {
      return {};
    }
  };
  return {
    async of(data: string): Promise<LocalUser | undefined> {
      const users = await all();
      const user = Object.hasOwn(users, data) ? users[data] : undefined;
      if (!isObject(user)) return undefined;
      const { username, password } = user;
      return typeof username === "string" && typeof password === "string"
        ? { username, password }
        : undefined;
    },
    async keep(data: string, user: LocalUser): Promise<void> {
      makePrivateFolder(folder);
      await writeFile(path, JSON.stringify({ ...(await all()), [data]: user }), { mode: 0o600 });
    },
  };
}
