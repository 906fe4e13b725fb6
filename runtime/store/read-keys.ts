import { readFileSync } from "node:fs";
import { encryptionKeys as keysOf, type EncryptionKey } from "../config/readers/encryption-keys.ts";
import { ConfigurationError } from "../errors.ts";

/** What variables say of keys. */
export interface KeysGiven {
  readonly encryptionKeys?: readonly EncryptionKey[] | undefined;
  readonly encryptionKeysFile?: string | undefined;
  /** That of the replaced server. */
  readonly oldEncryptionKey?: EncryptionKey | undefined;
}

/**
 * The keys that the operator gave; none where there are none, and none is made up.
 * @throws ConfigurationError where the file cannot be read, or holds what are no keys; it never holds one
 */
export function readKeys({
  encryptionKeys,
  encryptionKeysFile: file,
  oldEncryptionKey,
}: KeysGiven): readonly EncryptionKey[] {
  const name = "KESTRA_MCP_ENCRYPTION_KEYS_FILE";
  if (file === undefined) return encryptionKeys ?? (oldEncryptionKey === undefined ? [] : [oldEncryptionKey]);
  if (encryptionKeys !== undefined)
    throw new ConfigurationError(`KESTRA_MCP_ENCRYPTION_KEYS and ${name} are both set: set one of them.`);
  return keysOf(textOf(file, name), name);
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`${name} is ${file}, which cannot be read (${code}).`, { cause: error });
  }
}
