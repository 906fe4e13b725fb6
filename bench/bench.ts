import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../build.ts";
import { tokensOf } from "../generator/tokens.ts";
import { catalog } from "../generated/catalog.ts";
import { answerRows } from "./answers/answers.ts";
import { callCost } from "./call-cost.ts";
import { catalogueCost } from "./catalogue.ts";
import { coldStart } from "./cold-start.ts";
import { generateTimes } from "./generate-times.ts";
import { sessionMemory } from "./session-memory.ts";
import { userRows } from "./users/many-users.ts";
import { median, milliseconds, print, type Row } from "./table.ts";
import { throughput, type Measured } from "./throughput.ts";

/**
 * Measures what the project promises to be: all of it, or with the word `users` what many users cost alone, which needs Node 22.
 * Ratios are of medians in one run, because machines differ.
 */
const [, , word] = process.argv;
if (![undefined, "users"].includes(word))
  throw new Error(`npm run bench -- users, or no word; ${word ?? ""} is none.`);
const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-bench-"));
try {
  const { entry, files } = await build(folder);
  if (word === "users") print(await userRows(entry));
  else
    print([
      ...(await startRows(entry)),
      ...(await callRows(entry)),
      ...(await throughputRows(entry)),
      ...(await sessionRows()),
      ...tokenRows(),
      ...(await answerRows()),
      ...(await catalogueRows()),
      ...(await generateRows()),
      ...sizeRows(files),
      ...(await userRows(entry)),
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

async function throughputRows(entry: string): Promise<readonly Row[]> {
  const rows = await throughput(entry, [1, 16, 256], 4000);
  return rows.flatMap(({ callers, revision2025, revision2026, proxy }) => [
    [`HTTP, ${callers} callers, 2025-11-25`, told(revision2025), callers === 16 ? "2,250 calls/s" : ""],
    [`HTTP, ${callers} callers, 2026-07-28`, told(revision2026), ""],
    [`HTTP, ${callers} callers, a bare proxy`, told(proxy), ""],
    ["their ratio, calls/s", (revision2025.perSecond / proxy.perSecond).toFixed(2), ""],
  ]);
}

function told({ perSecond, times, processor }: Measured): string {
  const p99 = times[Math.floor(times.length * 0.99)] ?? NaN;
  const speed = `${Math.round(perSecond).toLocaleString("en")} calls/s`;
  return `${speed}, p50 ${milliseconds(median(times))}, p99 ${milliseconds(p99)}, CPU ${milliseconds(processor)}`;
}

async function sessionRows(): Promise<readonly Row[]> {
  const { open, left, ratio } = await sessionMemory(1000, 10_000);
  return [
    ["an open session, of the heap", `${(open / 1024).toFixed(1)} KB`, ""],
    ["what 10,000 dropped ones leave, each", `${left.toFixed(0)} bytes`, "under 1,000"],
    ["the heap after them to before", ratio.toFixed(2), "at most 1.25"],
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

async function catalogueRows(): Promise<readonly Row[]> {
  const { types, tokens, first, searches, known, index, whole } = await catalogueCost();
  return [
    [`tokens of a page of list_plugins, ${types} types`, String(tokens), "at most 3,000"],
    ["the first search among them", milliseconds(first), ""],
    ["a search after it", milliseconds(median(searches)), "under 20 ms"],
    ["the slowest of them", milliseconds(Math.max(...searches)), ""],
    ["what is known of them, of the heap", megabytes(known), ""],
    ["the index of them", megabytes(index), "under 15 MB"],
    ["with that of their properties", megabytes(whole), "under 15 MB"],
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
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
