import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { lines, type Line } from "./recording.ts";

/** Exchanges of a scenario that are not answered as they were recorded, and why. */
export interface LeftOut {
  readonly scenario: string;
  readonly reason: string;
  /** All lines where absent. */
  readonly lines?: readonly Line[];
  readonly names: readonly string[];
}

export const leftOut = parse(
  readFileSync(new URL("left-out.yaml", import.meta.url), "utf8"),
) as readonly LeftOut[];

/** The names of the exchanges that are left out of a scenario on a line. */
export function leftOutOf(scenario: string, line: Line): ReadonlySet<string> {
  return new Set(
    leftOut
      .filter((it) => it.scenario === scenario && (it.lines ?? lines).includes(line))
      .flatMap(({ names }) => names),
  );
}
