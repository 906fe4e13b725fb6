/** What a row counts in. Of a time, `ms` and `calls/s`, nothing is accepted: it is the machine's as much as ours. */
export type Unit = "ratio" | "ms" | "calls/s" | "bytes" | "KB" | "MB" | "tokens";

/** The least, the middle and the most of several measurements; all the same where it is no matter of chance. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** What a measure should be. */
export type Aim = { readonly atMost: number } | { readonly atLeast: number };

/** One measure, or why it was not measured here: then it may be the beginning of the names of several. */
export type Row = Measured | { readonly measure: string; readonly missing: string };

export interface Measured {
  /** Names it among all rows, without what stands around it. */
  readonly measure: string;
  readonly unit: Unit;
  readonly spread: Spread;
  /** Absent where nothing was promised. */
  readonly aim?: Aim | undefined;
  /** It is a matter of chance, and measured once: what nobody knows the noise of is never accepted. */
  readonly once?: true;
}

/** A row of one or several measurements of the same. */
export function row(measure: string, unit: Unit, values: number | readonly number[], aim?: Aim): Measured {
  return { measure, unit, spread: spreadOf([values].flat()), aim };
}

/** The row, unless the system does not tell of processes what it is made of: all of that is 0 then. */
export function ifTold(told: readonly number[], measured: Measured): Row {
  if (!told.includes(0)) return measured;
  return { measure: measured.measure, missing: "This system does not tell it." };
}

/** Nearly everything here is a cost. */
export function isBetterMore({ unit, aim }: Measured): boolean {
  return aim === undefined ? unit === "calls/s" : "atLeast" in aim;
}

export function meets({ spread: { median }, aim }: Measured): boolean {
  if (aim === undefined) return true;
  return "atLeast" in aim ? median >= aim.atLeast : median <= aim.atMost;
}

function spreadOf(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: median(values), max: Math.max(...values) };
}

/** The middle value; robust where a machine is busy with something else. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/**
 * Ratios of what was measured in turns, one for each of some stretches of time: each is of medians, so that one slow start is no
 * noise, and what slows all of a stretch down meets both.
 */
export function ratiosInTurn(
  ours: readonly number[],
  theirs: readonly number[],
  stretches = 5,
): readonly number[] {
  const length = Math.ceil(ours.length / stretches);
  const starts = Array.from({ length: Math.ceil(ours.length / length) }, (_, at) => at * length);
  return starts.map((at) => median(ours.slice(at, at + length)) / median(theirs.slice(at, at + length)));
}
