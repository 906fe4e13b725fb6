import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { EncryptionKey } from "../config/readers/encryption-keys.ts";
import { ConfigurationError } from "../errors.ts";

/** What is sealed: each has keys of its own, so that nothing of one purpose opens for another. */
export type SealPurpose = "kestra credential" | "upstream refresh token";

/** What came of opening. `unknown key`: the key that sealed it is not among ours. `not ours`: it is no such text, or belongs to another context. */
export type Opened =
  | {
      readonly text: string;
      /** Another key sealed it than the first: seal it again. */ readonly isStale: boolean;
    }
  | { readonly text?: undefined; readonly refused: "unknown key" | "not ours" };

/** Encrypts what the store keeps of users' secrets. Whoever has the store alone reads none of it, and can move none of it. */
export interface Vault {
  /** Whether there is a key. */
  readonly hasKey: boolean;
  /** @throws ConfigurationError where there is none */
  requireKey(): void;
  /**
   * By the first key.
   * @param context whose it is, in a fixed order, such as user, address and tenant
   * @throws ConfigurationError where there is no key
   */
  seal(purpose: SealPurpose, context: readonly string[], text: string): string;
  open(purpose: SealPurpose, context: readonly string[], sealed: string): Opened;
}

const version = "v1";
const cipher = "aes-256-gcm";
/** Bytes. */
const size = { key: 32, iv: 12, tag: 16 };

/**
 * AES-256-GCM under keys that HKDF makes for each purpose. A sealed text is `v1.kid.iv.ciphertext`, the last two in base64url,
 * the tag behind the ciphertext; purpose, kid and context are bound to it.
 * @param keys the first seals, all open
 */
export function createVault(keys: readonly EncryptionKey[]): Vault {
  const derived = new Map<string, Buffer>();
  const keyFor = (purpose: SealPurpose, { kid, key }: EncryptionKey): Buffer => {
    const name = JSON.stringify([purpose, kid]);
    const known = derived.get(name);
    if (known !== undefined) return known;
    const made = Buffer.from(hkdfSync("sha256", key, "", `kestra-mcp ${version} ${purpose}`, size.key));
    derived.set(name, made);
    return made;
  };
  return {
    hasKey: keys.length > 0,
    requireKey: () => {
      if (keys.length === 0) throw noKey();
    },
    seal: (purpose, context, text) => {
      const [first] = keys;
      if (first === undefined) throw noKey();
      const iv = randomBytes(size.iv);
      const sealing = createCipheriv(cipher, keyFor(purpose, first), iv);
      sealing.setAAD(boundTo(purpose, first.kid, context));
      const sealed = Buffer.concat([sealing.update(text, "utf8"), sealing.final(), sealing.getAuthTag()]);
      return written(first.kid, iv, sealed);
    },
    open: (purpose, context, sealed) => {
      const [, kid = "", iv = "", rest = ""] = sealed.split(".");
      const [start, bytes] = [iv, rest].map((part) => Buffer.from(part, "base64url")) as [Buffer, Buffer];
      const isOurs = start.length === size.iv && bytes.length >= size.tag;
      // Each has one spelling.
      if (!isOurs || written(kid, start, bytes) !== sealed) return { refused: "not ours" };
      const at = keys.findIndex((one) => one.kid === kid);
      const key = keys[at];
      if (key === undefined) return { refused: "unknown key" };
      const opening = createDecipheriv(cipher, keyFor(purpose, key), start, { authTagLength: size.tag });
      opening.setAAD(boundTo(purpose, kid, context));
      opening.setAuthTag(bytes.subarray(-size.tag));
      try {
        const text = Buffer.concat([opening.update(bytes.subarray(0, -size.tag)), opening.final()]);
        return { text: text.toString("utf8"), isStale: at > 0 };
      } catch {
        return { refused: "not ours" };
      }
    },
  };
}

/** The name of the key that sealed a text. */
export function sealedBy(sealed: string): string {
  return sealed.split(".")[1] ?? "";
}

function written(kid: string, iv: Buffer, sealed: Buffer): string {
  return [version, kid, iv.toString("base64url"), sealed.toString("base64url")].join(".");
}

function boundTo(purpose: SealPurpose, kid: string, context: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify([version, purpose, kid, ...context]));
}

function noKey(): ConfigurationError {
  return new ConfigurationError(
    "KESTRA_MCP_ENCRYPTION_KEYS is not set, and without a key no user's secret is kept. kestra-mcp generate-key makes one.",
  );
}
