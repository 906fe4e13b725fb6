import { randomBytes } from "node:crypto";
import { kidOf } from "../../config/readers/encryption-keys.ts";
import { valuesOf } from "../../config/values.ts";
import { StoreError } from "../../errors.ts";
import { requireFilled } from "../../placeholder.ts";
import { openStore } from "../../store/open-store.ts";
import { readKeys } from "../../store/read-keys.ts";
import { createVault } from "../../store/vault.ts";
import { addToken } from "./add-token.ts";
import { importTokens } from "./import-tokens.ts";
import { listUsers } from "./list-users.ts";
import { parseWritten, type Written } from "./options.ts";
import { removeToken } from "./remove-token.ts";
import { revoke } from "./revoke.ts";
import { rotateKeys } from "./rotate-keys.ts";
import type { UserContext, UserPrinted, UserSurroundings } from "./user-context.ts";
import type { Verb } from "./verbs.ts";

const commands: Readonly<
  Record<Exclude<Verb, "generate-key">, (context: UserContext, written: Written) => Promise<UserPrinted>>
> = {
  "list-users": listUsers,
  "add-token": addToken,
  "remove-token": removeToken,
  revoke,
  "rotate-keys": rotateKeys,
  "import-tokens": importTokens,
};

/**
 * Runs a command about users. It needs the store and the keys alone.
 * @throws ConfigurationError for what was not understood, or is wrongly configured
 */
export async function runVerb(
  verb: Verb,
  given: readonly string[],
  surroundings: UserSurroundings,
): Promise<UserPrinted> {
  const written = parseWritten(verb, given);
  if (verb === "generate-key") return { out: `${newKey()}\n`, exitCode: 0 };
  const { env, now } = surroundings;
  const value = valuesOf(env);
  for (const name of ["KESTRA_MCP_STORE", "KESTRA_MCP_ENCRYPTION_KEYS"] as const)
    requireFilled(name, env[name]);
  const keys = readKeys({
    encryptionKeys: value("KESTRA_MCP_ENCRYPTION_KEYS"),
    encryptionKeysFile: value("KESTRA_MCP_ENCRYPTION_KEYS_FILE"),
    oldEncryptionKey: value("ENCRYPTION_KEY"),
  });
  const vault = createVault(keys);
  const store = await openStore({ store: value("KESTRA_MCP_STORE") }, now);
  try {
    return await commands[verb]({ ...surroundings, store, vault }, written);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { err: `${error.said.masked((text) => text)}\n`, exitCode: 1 };
  } finally {
    await store.close();
  }
}

function newKey(): string {
  const key = randomBytes(32);
  return `${kidOf(key)}:${key.toString("base64url")}`;
}
