import { limits } from "./limits.ts";

/**
 * Turns of long work: what it gives is to be awaited between its pieces, where it is not undefined. Then others, who wait
 * on the same thread, are served first.
 */
export function createTurns(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < limits.turn) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        began = performance.now();
        resolve();
      });
    });
  };
}
