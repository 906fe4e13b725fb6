import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import type { StoreAddress } from "../../config/readers/store-address.ts";
import { kidOf } from "../../config/readers/encryption-keys.ts";
import { valuesOf } from "../../config/values.ts";
import { ConfigurationError, StoreError } from "../../errors.ts";
import { requireFilled } from "../../placeholder.ts";
import { openStore } from "../../store/open-store.ts";
import { readKeys } from "../../store/read-keys.ts";
import { createVault } from "../../store/vault.ts";
import { visible } from "../../text/visible.ts";
import { addToken } from "./add-token.ts";
import { importTokens } from "./import-tokens.ts";
import { listUsers } from "./list-users.ts";
import { parseWritten, type Written } from "./options.ts";
import { removeToken } from "./remove-token.ts";
import { revoke } from "./revoke.ts";
import { rotateKeys } from "./rotate-keys.ts";
import { auditFor } from "./audit-for.ts";
import { brokenRecords, type BrokenRecords } from "./sound-records.ts";
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
  const address = value("KESTRA_MCP_STORE");
  if (!makesStore(verb, written)) requireThere(address);
  const audit = verb === "list-users" ? undefined : auditFor(surroundings);
  const broken = brokenRecords();
  try {
    const store = await openStore({ store: address }, now);
    try {
      const context = { ...surroundings, store, vault, broken, tell: audit?.tell ?? (() => undefined) };
      return withBroken(await commands[verb](context, written), broken);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return withBroken({ err: `${visible(error.said.masked((text) => text))}\n`, exitCode: 1 }, broken);
    } finally {
      await store.close();
    }
  } finally {
    audit?.close();
  }
}

/** Whether a command has something to do in a store that is new. */
function makesStore(verb: Verb, { issuer }: Written): boolean {
  return verb === "import-tokens" || (verb === "add-token" && issuer !== undefined);
}

/** Opening makes a file: of a name that was mistyped it would say that nobody is known. @throws ConfigurationError */
function requireThere(address: StoreAddress | undefined): void {
  if (address?.kind !== "file" || !isMissing(address.path)) return;
  throw new ConfigurationError(
    `KESTRA_MCP_STORE: there is no store at ${address.path}. It is made by the server, import-tokens, and add-token with --issuer.`,
  );
}

/** Of a path that this user may not look at nobody knows: opening it says so. */
function isMissing(path: string): boolean {
  try {
    statSync(path);
    return false;
  } catch (error) {
    return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
  }
}

function withBroken(printed: UserPrinted, broken: BrokenRecords): UserPrinted {
  const said = broken.said();
  if (said === "") return printed;
  return { ...printed, err: `${printed.err ?? ""}${said}`, exitCode: printed.exitCode || 1 };
}

function newKey(): string {
  const key = randomBytes(32);
  return `${kidOf(key)}:${key.toString("base64url")}`;
}
