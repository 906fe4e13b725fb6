import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Principal } from "../auth/principal.ts";
import { principalKey } from "../auth/principal-key.ts";
import { digestOf } from "../digest.ts";
import { networkOf } from "../network/network-of.ts";
import type { Limited } from "../observe/observer.ts";
import type { Store } from "../store/store.ts";

/** How often one may ask, so that nobody keeps the others out. */
export interface RateLimits {
  /** Counts a request over HTTP. @returns what is full; undefined: it may go on */
  address(address: string): Promise<FullRate | undefined>;
  /** Counts calls, of their user and of the client. */
  caller(principal: Principal, calls: number): Promise<FullRate | undefined>;
}

/** What is counted in a minute. */
export type RatedLimit = Exclude<Limited["limit"], "registration">;

/** A limit that somebody has reached. */
export interface FullRate {
  readonly limit: RatedLimit;
  /** How many there may be in a minute. */
  readonly most: number;
  /** Until it begins again. */
  readonly seconds: number;
}

/** How many there may be in a minute, of each; 0 is any number. */
export type Rates = Readonly<Record<RatedLimit, number>>;

/** Milliseconds. */
const minute = 60_000;

/**
 * @param rates of which addresses are counted by each process for itself: who floods it makes no database busy
 * @param store where replicas count users and clients together; where it does not answer, each process counts for itself
 */
export function createRateLimits(rates: Rates, store?: Pick<Store, "tally">): RateLimits {
  const limiters = new Map(
    (["user", "client", "address"] as const)
      .filter((limit) => rates[limit] > 0)
      .map((limit) => [
        limit,
        new RateLimiterMemory({ keyPrefix: limit, points: rates[limit], duration: minute / 1000 }),
      ]),
  );
  const count = async (limit: RatedLimit, id: string, points: number): Promise<FullRate | undefined> => {
    const memory = limiters.get(limit);
    if (memory === undefined) return undefined;
    const most = rates[limit];
    const full = (ms: number): FullRate => ({ limit, most, seconds: Math.max(1, Math.ceil(ms / 1000)) });
    try {
      await memory.consume(id, points);
    } catch (error) {
      if (error instanceof RateLimiterRes) return full(error.msBeforeNext);
      throw error;
    }
    if (store === undefined || limit === "address") return undefined;
    const begun = Date.now();
    const tally = await store.tally(`rate ${limit} ${id}`, points, minute).catch(() => undefined);
    if (tally === undefined || tally.points <= most) return undefined;
    const ms = Math.min(minute, Math.max(0, tally.expires - begun));
    // Whoever goes on asking asks the store no more.
    await memory.block(id, ms / 1000);
    return full(ms);
  };
  return {
    address: (address) => count("address", networkOf(address), 1),
    async caller(principal, calls) {
      const client = principal.user?.client?.id;
      return (
        (await count("user", digestOf(principalKey(principal), 32), calls)) ??
        (client === undefined ? undefined : count("client", digestOf(client, 32), calls))
      );
    },
  };
}
