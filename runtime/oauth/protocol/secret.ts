import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { digestOf } from "../../digest.ts";

/** 256 random bits: nobody guesses them. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** 128 random bits, of what need not be secret. */
export function newId(): string {
  return randomBytes(16).toString("base64url");
}

/** What a secret is kept and found by: whoever reads the store learns none. */
export function hashOf(secret: string): string {
  return digestOf(secret, 43);
}

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));
}

/** A text signed with a key: 132 bits of HMAC-SHA-256. */
export function signature(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url").slice(0, 22);
}
