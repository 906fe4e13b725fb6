import { expect, test } from "vitest";
import { row, type Row, type Spread } from "../../bench/report/row.ts";
import { tableOf } from "../../bench/report/table.ts";

const before = { min: 1.4, median: 1.5, max: 1.6 };

function linesOf(rows: readonly Row[], accepted: Readonly<Record<string, Spread>>): readonly string[] {
  return tableOf({ all: rows }, { all: accepted })
    .split("\n")
    .slice(2)
    .map((line) => line.replace(/ +/g, " "));
}

test("the table says what is worse than accepted, short of its aim, and no row any more", () => {
  const rows = [
    row("start", "ratio", [1.9, 2, 2.1], { atMost: 1.5 }),
    row("size", "KB", 900),
    { measure: "users", missing: "needs Node 22" },
  ];
  const size = { min: 900, median: 900, max: 900 };
  expect(linesOf(rows, { "start (ratio)": before, "size (KB)": size, "size (MB)": size })).toEqual([
    "| all | start | 2.00 | 1.90 to 2.10 | at most 1.50 | 1.50 | worse, short of its aim |",
    "| all | size | 900 KB | | | 900 KB | |",
    "| all | users | not measured | | | | needs Node 22 |",
    "",
    "Worse than accepted, beyond the noise: all: start.",
    "Short of their aim: all: start.",
    "No longer measured (`accept` drops it): all: size (MB).",
    "",
  ]);
});

test("two figures that a verdict tells apart never look the same", () => {
  const rows = [
    row("peak", "MB", [46.3, 46.3, 46.4]),
    row("calls", "MB", [60.1, 60.2, 60.4], { atMost: 60 }),
    row("add", "ms", 1.0004, { atMost: 1 }),
    row("share", "ratio", 0.598, { atLeast: 0.6 }),
    row("page", "tokens", 2791),
  ];
  const accepted = {
    "peak (MB)": { min: 45.9, median: 46, max: 46 },
    "share (ratio)": { min: 0.601, median: 0.601, max: 0.601 },
    "page (tokens)": { min: 2790, median: 2790, max: 2790 },
  };
  expect(linesOf(rows, accepted).slice(0, 5)).toEqual([
    "| all | peak | 46.3 MB | 46.3 MB to 46.4 MB | | 46.0 MB | worse |",
    "| all | calls | 60.2 MB | 60.1 MB to 60.4 MB | at most 60.0 MB | | new, short of its aim |",
    "| all | add | 1.0004 ms | | at most 1.0000 ms | | short of its aim |",
    "| all | share | 0.598 | | at least 0.600 | 0.601 | worse, short of its aim |",
    "| all | page | 2,791 tokens | | | 2,790 tokens | |",
  ]);
});
