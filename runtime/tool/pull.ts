import type { Calls, Operations } from "./definition.ts";

/** One request, which is sent when this is called. @throws what the call throws */
export type Ask = () => Promise<unknown>;

/** All that a service is asked for, so that its answers can be taken to where it cannot be reached. */
export interface PullOf<Own extends Operations> {
  readonly calls: Own;
  /**
   * The requests, which several at a time are then sent. What must be known before others can be made is called here.
   * @param lines the supported release lines of Kestra, such as `1.3`
   * @throws what its calls throw: then nothing more is asked for
   */
  readonly asks: (calls: Calls<Own>, lines: readonly string[]) => AsyncIterable<readonly Ask[]>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it calls is its own matter
export type Pull = PullOf<any>;
