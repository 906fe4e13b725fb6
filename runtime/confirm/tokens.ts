import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { lazy } from "../lazy.ts";
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
  redeem(purpose: Purpose, token: string, call: string): Unfit | undefined | Promise<Unfit | undefined>;
}

/** Those of one process, which say so at once. */
export interface OwnConfirmTokens extends ConfirmTokens {
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
): OwnConfirmTokens {
  const signed = lazy(() => signing(randomBytes(32), now));
  // Nonce and purpose -> when it expires.
  const used = new Map<string, number>();
  const seconds = () => Math.floor(now() / 1000);
  return {
    issue: (purpose, call) => signed().issue(purpose, call),
    redeem(purpose, token, call) {
      const found = signed().read(purpose, token, call);
      if (typeof found === "string") return found;
      if (used.has(found.nonce)) return "used";
      if (used.size >= most) forgetExpired(used, seconds());
      if (used.size >= most) return "crowded";
      used.set(found.nonce, found.expiry);
      return undefined;
    },
  };
}

/**
 * Tokens that count in each process that has the key, and once in all of them.
 * @param now milliseconds since the epoch
 * @param isFirst keeps a nonce until it expires, in milliseconds since the epoch, and says whether nobody kept it before
 */
export function createSharedConfirmTokens(
  key: Uint8Array,
  now: () => number,
  isFirst: (nonce: string, expires: number) => Promise<boolean>,
): ConfirmTokens {
  const signed = signing(key, now);
  return {
    issue: (purpose, call) => signed.issue(purpose, call),
    async redeem(purpose, token, call) {
      const found = signed.read(purpose, token, call);
      if (typeof found === "string") return found;
      return (await isFirst(found.nonce, 1000 * found.expiry)) ? undefined : "used";
    },
  };
}

/** What a token says that is good: when it expires, in seconds. */
interface ReadToken {
  readonly nonce: string;
  readonly expiry: number;
}

function signing(key: Uint8Array, now: () => number) {
  const seconds = () => Math.floor(now() / 1000);
  const sign = (purpose: Purpose, head: Buffer, call: string) =>
    createHmac("sha256", key)
      .update(`${purpose} ${head.toString("hex")} ${call}`)
      .digest()
      .subarray(0, size.signature);
  return {
    issue(purpose: Purpose, call: string): string {
      const head = Buffer.alloc(size.expiry + size.nonce);
      head.writeUInt32BE(seconds() + lifetimes[purpose]);
      randomBytes(size.nonce).copy(head, size.expiry);
      return Buffer.concat([head, sign(purpose, head, call)]).toString("base64url");
    },
    read(purpose: Purpose, token: string, call: string): ReadToken | "foreign" | "expired" {
      if (!/^[\w-]+$/.test(token) || token.length !== (whole / 3) * 4) return "foreign";
      const bytes = Buffer.from(token, "base64url");
      const head = bytes.subarray(0, size.expiry + size.nonce);
      if (!timingSafeEqual(bytes.subarray(head.length), sign(purpose, head, call))) return "foreign";
      const expiry = head.readUInt32BE();
      return expiry <= seconds() ? "expired" : { nonce: head.toString("hex", size.expiry), expiry };
    },
  };
}

function forgetExpired(used: Map<string, number>, now: number): void {
  for (const [nonce, expiry] of used) if (expiry <= now) used.delete(nonce);
}
