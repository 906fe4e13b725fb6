import { readFile, writeFile } from "node:fs/promises";
import { Document, parseDocument, visit } from "yaml";
import { isBetterMore, type Measured, type Row, type Spread } from "./row.ts";

/** Rows by the name of the part of the bench that they are of. */
export type Parts = Readonly<Record<string, readonly Row[]>>;

/** What was accepted last, by part and measure. */
export type Accepted = Readonly<Record<string, Readonly<Record<string, Spread>>>>;

/** How a row is, next to what was accepted. */
export type Verdict = "new" | "same" | "better" | "worse";

const heading = ` What \`npm run bench\` measured when somebody last accepted it, with \`npm run bench -- accept\`: ratios and sizes.
 Times are not here, because machines differ.`;

/** @returns nothing where nothing was accepted yet */
export async function readAccepted(path: string): Promise<Accepted> {
  return acceptedIn(await readFile(path, "utf8").catch(() => ""));
}

/** Puts what was measured in the place of what was accepted of the same parts. */
export async function writeAccepted(path: string, accepted: Accepted, measured: Parts): Promise<void> {
  await writeFile(path, acceptedText(acceptedWith(accepted, measured)));
}

/** Reads what `acceptedText` writes. */
export function acceptedIn(text: string): Accepted {
  const parts = (parseDocument(text).toJS() ?? {}) as Readonly<
    Record<string, Readonly<Record<string, Spread | number>>>
  >;
  const spread = (it: Spread | number) => (typeof it === "number" ? { min: it, median: it, max: it } : it);
  return mapped(parts, (rows) => mapped(rows, spread));
}

/** What is accepted once these parts are. Where something was not measured, what was accepted of its part stays. */
export function acceptedWith(accepted: Accepted, measured: Parts): Accepted {
  const parts = Object.entries(measured).map(([part, rows]) => {
    const isWhole = rows.every((row) => !("missing" in row));
    const spreads = rows.flatMap((row) =>
      !("missing" in row) && isKept(row) ? [[row.measure, rounded(row.spread)] as const] : [],
    );
    return [part, { ...(isWhole ? {} : accepted[part]), ...Object.fromEntries(spreads) }] as const;
  });
  return { ...accepted, ...Object.fromEntries(parts) };
}

/** A line for each measure, so that a review sees which changed. */
export function acceptedText(accepted: Accepted): string {
  const document = new Document(mapped(accepted, (rows) => mapped(rows, written)));
  document.commentBefore = heading;
  visit(document, {
    Map: (_, map, path) => {
      map.flow = path.length > 4;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function written({ min, median, max }: Spread): Spread | number {
  return min === max ? median : { min, median, max };
}

function mapped<From, To>(
  all: Readonly<Record<string, From>>,
  change: (one: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(all).map(([key, one]) => [key, change(one)]));
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

function isKept({ unit }: Measured): boolean {
  return unit !== "ms" && unit !== "calls/s";
}

/** As they stand in the file: what differs behind the third digit is no difference. */
function rounded({ min, median, max }: Spread): Spread {
  const round = (value: number) => Number(value.toPrecision(3));
  return { min: round(min), median: round(median), max: round(max) };
}
