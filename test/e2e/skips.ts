/** A test that cannot pass somewhere yet. It runs all the same, and fails the suite if it passes. */
export interface Skip {
  /** The name of the test, as in its file. */
  readonly test: string;
  /** Lines; with `real` or `sandbox` only there. */
  readonly on: readonly string[];
  readonly reason: string;
}

export const skips: readonly Skip[] = [];
