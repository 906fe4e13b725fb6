import { verdictOn, type Accepted, type Parts } from "./accepted.ts";
import { meets, type Measured, type Row, type Spread, type Unit } from "./row.ts";

const heads = ["measure", "median", "min to max", "aim", "accepted", ""] as const;

/** Rows as a Markdown table, and a line below for what is worse than it should be. */
export function tableOf(parts: Parts, accepted: Accepted): string {
  const cells = Object.entries(parts).flatMap(([part, rows]) =>
    rows.map((row) => cellsOf(row, accepted[part]?.[row.measure])),
  );
  const all: readonly (readonly string[])[] = [heads, ...cells];
  const widths = heads.map((_, i) => Math.max(...all.map((row) => (row[i] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  const [head, ...body] = all.map(line);
  const said = [
    ...below("Worse than accepted, beyond the noise", cells, "worse"),
    ...below("Short of their aim", cells, "short of its aim"),
  ];
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [head, rule, ...body, ...(said.length > 0 ? ["\n"] : []), ...said].join("");
}

function below(what: string, cells: readonly (readonly string[])[], word: string): readonly string[] {
  const names = cells.filter((row) => row.at(-1)?.includes(word)).map(([measure = ""]) => measure);
  return names.length === 0 ? [] : [`${what}: ${names.join("; ")}.\n`];
}

function cellsOf(row: Row, accepted: Spread | undefined): readonly string[] {
  if ("missing" in row) return [row.measure, "not measured", "", "", "", row.missing];
  const { measure, unit, spread } = row;
  const { min, median, max } = spread;
  const verdict = verdictOn(row, accepted);
  const said = [
    verdict === "same" || verdict === undefined ? "" : verdict,
    meets(row) ? "" : "short of its aim",
  ];
  return [
    measure,
    told(median, unit),
    min === max ? "" : `${told(min, unit)} to ${told(max, unit)}`,
    aimOf(row),
    accepted === undefined ? "" : told(accepted.median, unit),
    said.filter((it) => it !== "").join(", "),
  ];
}

function aimOf({ aim, unit }: Measured): string {
  if (aim === undefined) return "";
  return "atLeast" in aim ? `at least ${told(aim.atLeast, unit)}` : `at most ${told(aim.atMost, unit)}`;
}

function told(value: number, unit: Unit): string {
  if (unit === "ratio") return value.toFixed(2);
  const number =
    value < 10 && !Number.isInteger(value) ? value.toFixed(2) : Math.round(value).toLocaleString("en");
  return `${number} ${unit}`;
}
