import type { Said } from "../text/said.ts";

/** What was looked at, and what came of it. */
export interface DoctorLine {
  readonly good: boolean;
  /** It works, and may not be what was meant. */
  readonly warns?: boolean;
  readonly said: Said;
}

/** A name, and what is said of it. */
export type Fact = readonly [name: string, value: string];
