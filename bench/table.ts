/** What was measured, how much it is, and what it should be (empty: no promise). */
export type Row = readonly [measure: string, value: string, promise: string];

/** Prints rows as a Markdown table. */
export function print(rows: readonly Row[]): void {
  const all: readonly Row[] = [["measure", "value", "promise"], ...rows];
  const widths = [0, 1, 2].map((i) => Math.max(...all.map((row) => (row[i] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  const [head, ...body] = all.map(line);
  process.stdout.write(`${head ?? ""}${line(widths.map((width) => "-".repeat(width)))}${body.join("")}`);
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString("en")} ms`;
}

/** The middle value; robust where a machine is busy with something else. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
