import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Built } from "../build.ts";
import { answerRows } from "./answers/answers.ts";
import { callRows } from "./call-cost.ts";
import { catalogueRows } from "./catalogue/catalogue.ts";
import { generateRows } from "./generate-times.ts";
import type { Row } from "./report/row.ts";
import { runBench, type Measure } from "./report/run.ts";
import { sessionRows } from "./session-memory.ts";
import { sizeRows, tokenRows } from "./sizes.ts";
import { growthRows } from "./start/growth.ts";
import { startRows } from "./start/cold-start.ts";
import { memoryRows } from "./stdio-memory.ts";
import { throughputRows } from "./throughput-rows.ts";
import { userRows } from "./users/many-users.ts";

/* Measures what the project promises to be, next to what was accepted last. */
const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-bench-"));
let building: Promise<Built> | undefined;
const built = () => (building ??= build(folder));
const of = (measure: (entry: string) => Promise<readonly Row[]>) => async () =>
  measure((await built()).entry);
const parts: Readonly<Record<string, Measure>> = {
  start: of(startRows),
  growth: of(growthRows),
  calls: of(callRows),
  memory: of(memoryRows),
  http: of(throughputRows),
  sessions: sessionRows,
  answers: () => answerRows(),
  tokens: tokenRows,
  catalogue: catalogueRows,
  generate: generateRows,
  size: async () => sizeRows(await built()),
  users: of(userRows),
};

try {
  const file = join(import.meta.dirname, "accepted.yaml");
  const { code, out, err } = await runBench(process.argv.slice(2), parts, file);
  process.stdout.write(out);
  process.stderr.write(err);
  process.exitCode = code;
} finally {
  await rm(folder, { recursive: true, force: true });
}
