/** Whether the web can be reached from here, as far as fetches have told. */
export interface ReachableWeb {
  /** A host answered. */
  reached(): void;
  /** A host did not. */
  missed(host: string): void;
  /**
   * False for an hour after several hosts did not answer within a day, and none did: of one alone it says nothing, since
   * anybody may have named it.
   */
  isReachable(): boolean;
}

const hour = 3_600_000;
const day = 24 * hour;

/** Hosts that must not have answered. */
const mostMissed = 3;

/** @param now milliseconds since the epoch */
export function createReachableWeb(now: () => number): ReachableWeb {
  /** Host -> when it did not answer last, the latest last; no more of them than count. */
  const missed = new Map<string, number>();
  let answered = -Infinity;
  return {
    reached() {
      answered = now();
    },
    missed(host) {
      missed.delete(host);
      missed.set(host, now());
      const [oldest] = missed.keys();
      if (missed.size > mostMissed && oldest !== undefined) missed.delete(oldest);
    },
    isReachable() {
      const times = [...missed.values()];
      const [first = -Infinity, last = -Infinity] = [times[0], times.at(-1)];
      if (times.length < mostMissed || last - first > day) return true;
      return now() - last > hour || last - answered < day;
    },
  };
}
