import { readFile } from "node:fs/promises";
import { valuesOf } from "../../config/values.ts";
import { ConfigurationError } from "../../errors.ts";
import { isObject } from "../../json.ts";
import { foreignOr } from "../../json/foreign-json.ts";
import { sealedCredential } from "../../store/credentials.ts";
import { openFernet } from "../../store/fernet.ts";
import { visible } from "../../text/visible.ts";
import { kestraOf, knownUser } from "./add-token.ts";
import type { Written } from "./options.ts";
import type { UserContext, UserPrinted } from "./user-context.ts";

/**
 * Takes the file of the replaced server: a JSON object of subjects, each with its Kestra token as Fernet encrypted it. What a user
 * has already stays.
 */
export async function importTokens(opened: UserContext, { words, issuer }: Written): Promise<UserPrinted> {
  const { env, store, vault, tell } = opened;
  const path = words[0] ?? env.KESTRA_TOKEN_STORE ?? "";
  if (path === "" || issuer === undefined)
    throw new ConfigurationError("Write it as: kestra-mcp import-tokens FILE --issuer URL.");
  const old = valuesOf(env)("ENCRYPTION_KEY");
  if (old === undefined)
    throw new ConfigurationError("ENCRYPTION_KEY is not set: it is the key that encrypted the file.");
  vault.requireKey();
  const tokens = await readTokens(path);
  const kestra = kestraOf(env);
  const done = { added: 0, there: 0 };
  const refused: string[] = [];
  for (const [sub, sealed] of Object.entries(tokens)) {
    const token = openFernet(old.key, sealed);
    if (token === undefined) refused.push(sub);
    else {
      const { id: user, principal } = await knownUser(store, issuer, sub);
      const secret = { kind: "token", token } as const;
      const record = sealedCredential(vault, { user, ...kestra }, secret, { addedBy: "operator" });
      const isNew = await store.add("credential", record);
      done[isNew ? "added" : "there"]++;
      if (isNew) tell({ event: "credential set", principal });
    }
  }
  const out = `Taken for ${kestra.baseUrl}, tenant ${kestra.tenant}: ${done.added}. There already, and left as they were: ${done.there}.\n`;
  if (refused.length === 0) return { out, exitCode: 0 };
  const err = refused.map((sub) => `ENCRYPTION_KEY does not open the token of ${visible(sub)}.\n`).join("");
  return { out, err, exitCode: 1 };
}

async function readTokens(path: string): Promise<Readonly<Record<string, string>>> {
  const wrong = new ConfigurationError(
    `${path} is not the file of the replaced server: a JSON object of users, each with a text.`,
  );
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`${path} cannot be read (${code}).`);
  });
  const value = foreignOr(text, undefined);
  const isTokens = isObject(value) && Object.values(value).every((one) => typeof one === "string");
  if (!isTokens) throw wrong;
  return value as Readonly<Record<string, string>>;
}
