/** An operation as whoever waits for it calls it: what it throws, rejects. */
export function promised<G extends readonly unknown[], R>(
  operation: (...given: G) => R,
): (...given: G) => Promise<R> {
  return (...given) =>
    new Promise((resolve) => {
      resolve(operation(...given));
    });
}
