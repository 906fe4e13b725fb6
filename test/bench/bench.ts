import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../build.ts";
import { tokensOf } from "../../generator/tokens.ts";
import { catalog } from "../../generated/catalog.ts";
import { callCost } from "./call-cost.ts";
import { coldStart } from "./cold-start.ts";
import { generateTimes } from "./generate-times.ts";
import { milliseconds, print, type Row } from "./table.ts";

/** Measures what the project promises to be. Ratios are of medians in one run, because machines differ. */
const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-bench-"));
try {
  const { entry, files } = await build(folder);
  print([
    ...(await startRows(entry)),
    ...(await callRows(entry)),
    ...tokenRows(),
    ...(await generateRows()),
    ...sizeRows(files),
  ]);
  await stat(entry);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function startRows(entry: string): Promise<readonly Row[]> {
  const { ours, bare, memory } = await coldStart(entry, 40);
  return [
    ["cold start, spawn to the answer of tools/list", milliseconds(ours), ""],
    ["bare node -e 0", milliseconds(bare), ""],
    ["their ratio", (ours / bare).toFixed(2), "at most 2"],
    ["peak memory", `${(memory / 1024).toFixed(0)} MB`, ""],
  ];
}

async function callRows(entry: string): Promise<readonly Row[]> {
  const { call, direct } = await callCost(entry, 400);
  return [
    ["a call", milliseconds(call), ""],
    ["the same HTTP request", milliseconds(direct), ""],
    ["what a call adds", milliseconds(call - direct), "under 1 ms"],
  ];
}

function tokenRows(): readonly Row[] {
  const costs = catalog
    .map((tool) => ({ name: tool.name, tokens: tokensOf(tool) }))
    .sort((a, b) => b.tokens - a.tokens);
  const total = costs.reduce((sum, { tokens }) => sum + tokens, 0);
  const [largest] = costs;
  return [
    [`tokens of the list of ${costs.length} tools`, String(total), "at most 10,000"],
    ["for 29 tools of this size", String(Math.round((total / costs.length) * 29)), "at most 6,000"],
    [`tokens of the largest, ${largest?.name ?? ""}`, String(largest?.tokens ?? 0), "at most 800"],
  ];
}

async function generateRows(): Promise<readonly Row[]> {
  const { full, incremental } = await generateTimes();
  return [
    ["generate from scratch", milliseconds(full), "at most 3,000 ms"],
    ["generate after one save (--watch)", milliseconds(incremental), "under 1,000 ms"],
  ];
}

function sizeRows(files: Awaited<ReturnType<typeof build>>["files"]): readonly Row[] {
  const kilobytes = (of: typeof files): string =>
    `${(of.reduce((sum, { bytes }) => sum + bytes, 0) / 1024).toFixed(0)} KB`;
  return [
    ["the bundle, loaded at a start", kilobytes(files.filter(({ atStart }) => atStart)), ""],
    ["the bundle, all of it", kilobytes(files), ""],
  ];
}
