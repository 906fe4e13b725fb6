import { isBetterMore, type Measured, type Row, type Spread } from "./row.ts";

/** Rows by the name of the part of the bench that they are of. */
export type Parts = Readonly<Record<string, readonly Row[]>>;

/** What was accepted last, by part and key of the row. */
export type Accepted = Readonly<Record<string, Readonly<Record<string, Spread>>>>;

/** How a row is, next to what was accepted. */
export type Verdict = "new" | "same" | "better" | "worse";

/** Names a row among the accepted ones of its part, such as `heap of an open session (KB)`. */
export function keyOf({ measure, unit }: Measured): string {
  return `${measure} (${unit})`;
}

/** What is accepted once these parts are. Where something was not measured, what was accepted of it stays. */
export function acceptedWith(accepted: Accepted, measured: Parts): Accepted {
  const parts = Object.entries(measured).map(([part, rows]) => {
    const before = Object.entries(accepted[part] ?? {});
    const spreads = rows.flatMap((row) => {
      if ("missing" in row) return before.filter(([key]) => key.startsWith(row.measure));
      return isKept(row) ? [[keyOf(row), rounded(row.spread)] as const] : [];
    });
    return [part, Object.fromEntries(spreads)] as const;
  });
  return { ...accepted, ...Object.fromEntries(parts) };
}

/** What was accepted of these parts and is none of their rows any more, such as `size: the bundle (KB)`. */
export function noLongerMeasured(accepted: Accepted, measured: Parts): readonly string[] {
  const after = acceptedWith(accepted, measured);
  return Object.keys(measured).flatMap((part) =>
    Object.keys(accepted[part] ?? {})
      .filter((key) => !Object.hasOwn(after[part] ?? {}, key))
      .map((key) => `${part}: ${key}`),
  );
}

/** Undefined for what is never accepted. */
export function verdictOn(row: Measured, accepted: Spread | undefined): Verdict | undefined {
  if (!isKept(row)) return undefined;
  if (accepted === undefined) return "new";
  const spread = rounded(row.spread);
  const [low, high] = isBetterMore(row) ? (["worse", "better"] as const) : (["better", "worse"] as const);
  if (isAbove(spread, accepted)) return high;
  return isAbove(accepted, spread) ? low : "same";
}

/** Beyond the noise of both: the middle of each is outside of what the other was. */
function isAbove(one: Spread, other: Spread): boolean {
  return one.median > other.max && one.min > other.median;
}

function isKept({ unit, once }: Measured): boolean {
  return once !== true && unit !== "ms" && unit !== "calls/s";
}

/** As they stand in the file: what differs behind the third digit is no difference. */
function rounded({ min, median, max }: Spread): Spread {
  const round = (value: number) => Number(value.toPrecision(3));
  return { min: round(min), median: round(median), max: round(max) };
}
