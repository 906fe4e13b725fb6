/** How long others wait while one goes through much, in milliseconds. */
const longest = 10;

/**
 * Turns of long work: what it gives is to be awaited between its pieces, where it is not undefined. Then others, who wait
 * on the same thread, are served first.
 */
export function createTurns(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < longest) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        began = performance.now();
        resolve();
      });
    });
  };
}
