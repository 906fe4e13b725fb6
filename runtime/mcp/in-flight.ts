import { within } from "../deadline.ts";

/** The requests that are being answered. */
export interface InFlight {
  /** Counts a request until it is settled. @returns the same promise */
  track<T>(request: Promise<T>): Promise<T>;
  /** Waits until none is left, or so many milliseconds. Never throws. */
  settled(ms?: number): Promise<void>;
}

/** @param whole what is counted here is counted there too */
export function createInFlight(whole?: InFlight): InFlight {
  const requests = new Set<Promise<unknown>>();
  return {
    track(request) {
      const done: Promise<unknown> = request
        .catch(() => undefined)
        .finally(() => {
          requests.delete(done);
        });
      requests.add(done);
      return whole?.track(request) ?? request;
    },
    async settled(ms) {
      // The answer of a request that just settled is written in a later microtask.
      const done = Promise.all(requests).then(() => new Promise(setImmediate));
      await (ms === undefined ? done : within(done, ms));
    },
  };
}
