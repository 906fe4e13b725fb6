import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Built } from "../build.ts";
import { answerRows } from "./answers/answers.ts";
import { callRows } from "./call-cost.ts";
import { catalogueRows } from "./catalogue/catalogue.ts";
import { generateRows } from "./generate-times.ts";
import { readAccepted, writeAccepted } from "./report/accepted.ts";
import type { Row } from "./report/row.ts";
import { tableOf } from "./report/table.ts";
import { sessionRows } from "./session-memory.ts";
import { sizeRows, tokenRows } from "./sizes.ts";
import { growthRows } from "./start/growth.ts";
import { startRows } from "./start/cold-start.ts";
import { memoryRows } from "./stdio-memory.ts";
import { throughputRows } from "./throughput-rows.ts";
import { userRows } from "./users/many-users.ts";

/* Measures what the project promises to be, next to what was accepted last. Words name parts: with none it is all of them. */
const parts: Readonly<Record<string, (built: Built) => readonly Row[] | Promise<readonly Row[]>>> = {
  start: ({ entry }) => startRows(entry),
  growth: ({ entry }) => growthRows(entry),
  calls: ({ entry }) => callRows(entry),
  memory: ({ entry }) => memoryRows(entry),
  http: ({ entry }) => throughputRows(entry),
  sessions: sessionRows,
  answers: () => answerRows(),
  tokens: tokenRows,
  catalogue: catalogueRows,
  generate: generateRows,
  size: sizeRows,
  users: ({ entry }) => userRows(entry),
};

const file = join(import.meta.dirname, "accepted.yaml");
const words = process.argv.slice(2);
const named = words.filter((word) => word !== "accept");
for (const word of named)
  if (!Object.hasOwn(parts, word))
    throw new Error(`npm run bench -- ${word}: words are accept and ${Object.keys(parts).join(", ")}.`);
const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-bench-"));
try {
  const built = await build(folder);
  const measured: Record<string, readonly Row[]> = {};
  for (const [name, measure] of Object.entries(parts))
    if (named.length === 0 || named.includes(name)) measured[name] = await measure(built);
  const accepted = await readAccepted(file);
  process.stdout.write(tableOf(measured, accepted));
  if (words.includes("accept")) await writeAccepted(file, accepted, measured);
} finally {
  await rm(folder, { recursive: true, force: true });
}
