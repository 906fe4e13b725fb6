import type { Principal } from "../../../auth/principal.ts";
import type { Observer } from "../../../observe/observer.ts";
import type { FullRate, RatedLimit, RateLimits } from "../../../operation/rate-limits.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import type { Check, Visit } from "./check.ts";

/** The limits of a server, and who hears of what they refuse. */
export interface RateGuard {
  /** Counts a request of an address. @throws HttpRefusal 429 */
  readonly check: Check;
  /** Counts calls. @throws HttpRefusal 429 */
  calls(principal: Principal, count: number): Promise<void>;
}

/** Whom limits are for, and who hears of what they refuse. */
export interface Counting {
  /** Loads them for the first whom they concern. */
  readonly limits: () => Promise<RateLimits>;
  /** Whether the address of a request is counted. */
  readonly isCounted: (from: Pick<Visit, "address" | "isStandIn">) => boolean;
  readonly observer: Required<Pick<Observer, "limited">>;
}

export function rateGuard({ limits, isCounted, observer }: Counting): RateGuard {
  const refuse = (full: FullRate | undefined) => {
    if (full === undefined) return;
    observer.limited({ limit: full.limit });
    throw tooMany(full);
  };
  return {
    check(visit) {
      if (!isCounted(visit)) return undefined;
      return limits().then(async (all) => {
        refuse(await all.address(visit.address));
        return undefined;
      });
    },
    async calls(principal, count) {
      // Whoever has the operator's token is the operator, or many.
      if (principal.proof === "none" || principal.proof === "static token") return;
      refuse(await (await limits()).caller(principal, count));
    },
  };
}

const whose: Readonly<Record<RatedLimit, string>> = {
  user: "calls in a minute are as many as one user may make",
  client: "calls in a minute are as many as one application may make, for all its users",
  address: "requests in a minute are as many as one address may send",
};

function tooMany({ limit, most, seconds }: FullRate): HttpRefusal {
  const headers = { "Retry-After": String(seconds), ...(limit === "address" && { Connection: "close" }) };
  return new HttpRefusal(429, `${most} ${whose[limit]}. Try again in ${seconds} s.`, headers);
}
