import { digestOf } from "../../digest.ts";
import { ConfigurationError } from "../../errors.ts";
import type { Reader } from "./reader.ts";

/** A key of 256 bits, and the name by which what it encrypted says so. */
export interface EncryptionKey {
  readonly kid: string;
  readonly key: Buffer;
}

/** Keys as `kid:base64url`, with commas or line ends between; the first encrypts. Their errors never hold one. */
export const encryptionKeys: Reader<readonly EncryptionKey[]> = (text, name) => {
  const words = text.split(/[,\n]/).map((word) => word.trim());
  const keys = words.filter((word) => word !== "").map((word, i) => keyOf(word, `${name}: key ${i + 1}`));
  if (keys.length === 0) throw new ConfigurationError(`${name} holds no key. ${toMake}`);
  const twice = keys.find(({ kid }, i) => keys.findIndex((one) => one.kid === kid) !== i);
  if (twice === undefined) return keys;
  throw new ConfigurationError(`${name} names two keys ${twice.kid}: each needs a name of its own.`);
};

/** One key as Fernet has it, base64url without a name. Its error never holds it. */
export const unnamedKey: Reader<EncryptionKey> = (text, name) => {
  const key = bytesOf(text.trim(), name);
  return { kid: kidOf(key), key };
};

/** The name of a key that has none: of a random key it tells nothing. */
export function kidOf(key: Buffer): string {
  return digestOf(`kestra-mcp key ${key.toString("base64url")}`, 8);
}

const toMake = "kestra-mcp generate-key makes one.";

function keyOf(word: string, place: string): EncryptionKey {
  const [, kid = "", key = ""] = /^([\w-]{1,32}):(.*)$/.exec(word) ?? [];
  if (kid === "")
    throw new ConfigurationError(
      `${place} must be a name of letters, digits, - and _, a colon, and the key. ${toMake}`,
    );
  return { kid, key: bytesOf(key, `${place}, ${kid},`) };
}

function bytesOf(text: string, place: string): Buffer {
  const isBase64 = /^[\w+/-]{43}=?$/.test(text);
  const bytes = Buffer.from(isBase64 ? text : "", "base64");
  if (bytes.length !== 32) throw new ConfigurationError(`${place} must be 32 bytes in base64url. ${toMake}`);
  if (new Set(bytes).size > 8) return bytes;
  throw new ConfigurationError(`${place} is one that anybody guesses. ${toMake}`);
}
