import { limits } from "../../../limits.ts";
import { networkOf } from "../../../network/network-of.ts";

/** Counts requests without the right token, by the address from which they come: one of IPv6 counts by its /64. */
export interface FailedLogins {
  /** Counts one. @returns in how many seconds the address may try again; undefined: it need not wait */
  note(address: string): number | undefined;
}

interface Failures {
  count: number;
  readonly until: number;
}

/** @param most in a minute @param now milliseconds that only grow */
export function createFailedLogins(most: number, now: () => number = () => performance.now()): FailedLogins {
  const addresses = new Map<string, Failures>();
  return {
    note(from) {
      const address = networkOf(from);
      const known = addresses.get(address);
      const failures =
        known === undefined || known.until <= now() ? { count: 0, until: now() + limits.authWindow } : known;
      if (failures !== known) {
        addresses.delete(address);
        addresses.set(address, failures);
        const [oldest] = addresses.keys();
        if (addresses.size > limits.authAddresses && oldest !== undefined) addresses.delete(oldest);
      }
      failures.count++;
      return failures.count > most ? Math.ceil((failures.until - now()) / 1000) : undefined;
    },
  };
}
