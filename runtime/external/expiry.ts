import type { Follow, Served } from "../auth/follow.ts";

/** Knows when the tokens are over of those who are served. */
export interface Expiry {
  readonly follow: Follow;
  close(): void;
}

/** Milliseconds after which all are looked at. */
const lookInterval = 5000;

/**
 * Tells those who are served when the token is over by which they came: nothing else is ever heard of it, also where its
 * issuer revoked it.
 * @param now milliseconds since the epoch
 */
export function createExpiry(now: () => number): Expiry {
  const open = new Set<Served>();
  const looking = setInterval(() => {
    for (const served of open) {
      if (now() < (served.principal.until ?? Infinity)) continue;
      open.delete(served);
      served.expired();
    }
  }, lookInterval).unref();
  return {
    follow(served) {
      open.add(served);
      return () => {
        open.delete(served);
      };
    },
    close() {
      clearInterval(looking);
    },
  };
}
