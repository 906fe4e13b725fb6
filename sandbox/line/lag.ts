import type { Line } from "./line.ts";

/** How long Kestra takes to find what was made or changed, in milliseconds. What it reads by its id it knows at once. */
export interface Lag {
  /** Executions and their states in searches. */
  readonly executions: number;
  /** Triggers of new revisions of flows. */
  readonly triggers: number;
  /** Who calls and who waits for whom, of new revisions of flows. */
  readonly dependencies: number;
}

const lags: Readonly<Record<Line, Lag>> = {
  "1.0": { executions: 0, triggers: 0, dependencies: 200 },
  "1.3": { executions: 0, triggers: 0, dependencies: 200 },
  "2.0": { executions: 20, triggers: 200, dependencies: 200 },
};

/** The lag of a line that has little to do; a busy one is longer. */
export function lagOf(line: Line): Lag {
  return lags[line];
}
