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
  let open = 0;
  let waiting: (() => void)[] = [];
  const settle = () => {
    open--;
    if (open > 0 || waiting.length === 0) return;
    for (const one of waiting) one();
    waiting = [];
  };
  return {
    track(request) {
      open++;
      request.then(settle, settle);
      return whole?.track(request) ?? request;
    },
    async settled(ms) {
      const none = open === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve));
      // The answer of a request that just settled is written in a later microtask.
      const done = none.then(() => new Promise(setImmediate));
      await (ms === undefined ? done : within(done, ms));
    },
  };
}
