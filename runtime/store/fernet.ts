import { createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";

/** Bytes of a token: its version, the time, the start of the chain; and behind the ciphertext the signature. */
const size = { version: 1, time: 8, iv: 16, signature: 32 };
const head = size.version + size.time + size.iv;

/**
 * What a Fernet token holds (https://github.com/fernet/spec): the form in which the replaced server kept tokens.
 * @param key 32 bytes: the first half signs, the second encrypts
 * @returns undefined where another key made it, or it is no such token
 */
export function openFernet(key: Buffer, token: string): string | undefined {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length < head + size.signature || bytes[0] !== 0x80) return undefined;
  const signed = bytes.subarray(0, -size.signature);
  const signature = createHmac("sha256", key.subarray(0, 16)).update(signed).digest();
  if (!timingSafeEqual(signature, bytes.subarray(-size.signature))) return undefined;
  const iv = bytes.subarray(size.version + size.time, head);
  const opening = createDecipheriv("aes-128-cbc", key.subarray(16), iv);
  return Buffer.concat([opening.update(signed.subarray(head)), opening.final()]).toString("utf8");
}
