import { createHash } from "node:crypto";

/** A text made short and unreadable: so many characters of base64url, 6 bits each, of its SHA-256. It is no secret. */
export function digestOf(text: string, characters: number): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, characters);
}
