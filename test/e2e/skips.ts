/** A test that cannot pass somewhere yet. It runs all the same, and fails the suite if it passes. */
export interface Skip {
  /** The name of the test, as in its file. */
  readonly test: string;
  /** `1.0`, `1.3`, `2.0`: the sandbox of that line; `sandbox`: each of them; `real`: the Kestra of `KESTRA_E2E_URL`. */
  readonly on: readonly string[];
  readonly reason: string;
}

export const skips: readonly Skip[] = [];
