import { keyOf, noLongerMeasured, verdictOn, type Accepted, type Parts } from "./accepted.ts";
import { meets, type Measured, type Row, type Spread, type Unit } from "./row.ts";

const heads = ["part", "measure", "median", "min to max", "aim", "accepted", ""] as const;

/** Rows as a Markdown table, and a line below for what is worse than it should be, and for what is no row any more. */
export function tableOf(parts: Parts, accepted: Accepted): string {
  const cells = Object.entries(parts).flatMap(([part, rows]) =>
    rows.map((row) => [part, ...cellsOf(row, accepted[part] ?? {})]),
  );
  const all: readonly (readonly string[])[] = [heads, ...cells];
  const widths = heads.map((_, i) => Math.max(...all.map((row) => (row[i] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  const [head, ...body] = all.map(line);
  const named = (word: string) =>
    cells.filter((row) => row.at(-1)?.includes(word)).map(([part, measure]) => `${part}: ${measure}`);
  const said = [
    ...below("Worse than accepted, beyond the noise", named("worse")),
    ...below("Short of their aim", named("short of its aim")),
    ...below("No longer measured (`accept` drops it)", noLongerMeasured(accepted, parts)),
  ];
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [head, rule, ...body, ...(said.length > 0 ? ["\n"] : []), ...said].join("");
}

function below(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${what}: ${names.join("; ")}.\n`];
}

function cellsOf(row: Row, before: Readonly<Record<string, Spread>>): readonly string[] {
  if ("missing" in row) return [row.measure, "not measured", "", "", "", row.missing];
  const { measure, unit, spread, aim } = row;
  const { min, median, max } = spread;
  const accepted = before[keyOf(row)];
  const verdict = verdictOn(row, accepted);
  const said = [
    verdict === "same" || verdict === undefined ? "" : verdict,
    meets(row) ? "" : "short of its aim",
  ];
  const others = [
    ...(accepted !== undefined && (verdict === "better" || verdict === "worse") ? [accepted.median] : []),
    ...(aim === undefined || meets(row) ? [] : [amountOf(aim)]),
  ];
  const decimals = decimalsBetween(median, others, unit);
  const told = (value: number) => `${figure(value, unit, decimals)}${unit === "ratio" ? "" : ` ${unit}`}`;
  return [
    measure,
    told(median),
    min === max ? "" : `${told(min)} to ${told(max)}`,
    aim === undefined ? "" : `${"atLeast" in aim ? "at least" : "at most"} ${told(amountOf(aim))}`,
    accepted === undefined ? "" : told(accepted.median),
    said.filter((it) => it !== "").join(", "),
  ];
}

function amountOf(aim: NonNullable<Measured["aim"]>): number {
  return "atLeast" in aim ? aim.atLeast : aim.atMost;
}

/** So many that a value does not look the same as what a verdict tells it from. */
function decimalsBetween(value: number, others: readonly number[], unit: Unit): number {
  const shown = (it: number, decimals: number) => Number(figure(it, unit, decimals).replaceAll(",", ""));
  let decimals = 0;
  while (decimals < 12 && others.some((other) => shown(value, decimals) === shown(other, decimals)))
    decimals++;
  return decimals;
}

function figure(value: number, unit: Unit, least: number): string {
  const digits = Math.max(usual(value, unit), least);
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function usual(value: number, unit: Unit): number {
  return unit === "ratio" || (value < 10 && !Number.isInteger(value)) ? 2 : 0;
}
