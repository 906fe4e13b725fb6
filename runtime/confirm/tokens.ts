import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { limits } from "../limits.ts";

/** What a token is for: the state of a form is not a token that a model could pass, nor the other way round. */
export type Purpose = "form" | "argument";

/** Why a token does not count. */
export type Unfit = "foreign" | "expired" | "used" | "crowded";

/** Makes tokens that stand for one call, and lets each be used once. */
export interface ConfirmTokens {
  /** @param call what the token stands for: nothing of it can be read from the token */
  issue(purpose: Purpose, call: string): string;
  /** Uses a token up: of two at the same time one wins. @returns why it does not count, or undefined */
  redeem(purpose: Purpose, token: string, call: string): Unfit | undefined;
}

/** How long a token is good, in seconds. A person may think about a form longer than the binding waits for it. */
export const lifetimes: Readonly<Record<Purpose, number>> = { form: 900, argument: limits.confirmTime };

/** Bytes: when it expires in seconds, a random nonce, the signature. A multiple of 3, so each token is written in one way. */
const size = { expiry: 4, nonce: 8, signature: 18 };
const whole = size.expiry + size.nonce + size.signature;

/**
 * The key is random and lives as long as what is returned: a token of another process, or of another caller's session,
 * does not count.
 * @param now milliseconds that only grow
 */
export function createConfirmTokens(
  now: () => number = () => performance.now(),
  most: number = limits.usedTokens,
): ConfirmTokens {
  const key = randomBytes(32);
  // Nonce and purpose -> when it expires.
  const used = new Map<string, number>();
  const seconds = () => Math.floor(now() / 1000);

  const sign = (purpose: Purpose, head: Buffer, call: string) =>
    createHmac("sha256", key)
      .update(`${purpose} ${head.toString("hex")} ${call}`)
      .digest()
      .subarray(0, size.signature);

  return {
    issue(purpose, call) {
      const head = Buffer.alloc(size.expiry + size.nonce);
      head.writeUInt32BE(seconds() + lifetimes[purpose]);
      randomBytes(size.nonce).copy(head, size.expiry);
      return Buffer.concat([head, sign(purpose, head, call)]).toString("base64url");
    },
    redeem(purpose, token, call) {
      if (!/^[\w-]+$/.test(token) || token.length !== (whole / 3) * 4) return "foreign";
      const bytes = Buffer.from(token, "base64url");
      const head = bytes.subarray(0, size.expiry + size.nonce);
      if (!timingSafeEqual(bytes.subarray(head.length), sign(purpose, head, call))) return "foreign";
      const expiry = head.readUInt32BE();
      if (expiry <= seconds()) return "expired";
      const nonce = head.toString("hex", size.expiry);
      if (used.has(nonce)) return "used";
      if (used.size >= most) forgetExpired(used, seconds());
      if (used.size >= most) return "crowded";
      used.set(nonce, expiry);
      return undefined;
    },
  };
}

function forgetExpired(used: Map<string, number>, now: number): void {
  for (const [nonce, expiry] of used) if (expiry <= now) used.delete(nonce);
}
