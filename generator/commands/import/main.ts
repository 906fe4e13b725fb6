import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { readReleases, type SupportedRelease } from "../../contract/releases.ts";
import { contractJson } from "../../contract/print.ts";
import { filterRoutes } from "./filter-routes.ts";
import { importContract } from "./import-contract.ts";
import { ImportError } from "../../contract/import-error.ts";
import { readSource } from "./source.ts";

/**
 * `npm run import -- [--line LINE [--oss FILE|URL] [--ee FILE|URL] [--filters FILE]] [--from DIR] [--check]` writes
 * `specs/contracts/kestra/<line>.json`, of one line or of every line that `specs/releases.yaml` lists, from the documents
 * named there (in DIR), or from those given. A URL is that of a running Kestra; its credentials come from
 * KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN. `--check` writes nothing and fails where a file would change.
 */
const options = {
  line: { type: "string" },
  oss: { type: "string" },
  ee: { type: "string" },
  filters: { type: "string" },
  from: { type: "string", default: join("..", "shared") },
  check: { type: "boolean", default: false },
} as const;

try {
  const { values } = parseArgs({ options, strict: true });
  let stale = 0;
  for (const release of wanted(values)) {
    const path = `specs/contracts/kestra/${release.line}.json`;
    const text = await imported(release);
    const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    const state = before === text ? "unchanged" : before === undefined ? "missing" : "changed";
    process.stdout.write(`${state.padEnd(9)}  ${path}  ${Buffer.byteLength(text)} bytes\n`);
    if (state === "unchanged") continue;
    stale += 1;
    if (values.check) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (values.check && stale > 0) {
    process.stderr.write("The contracts are not what the documents say: run `npm run import`.\n");
    process.exitCode = 1;
  }
} catch (error) {
  if (!isUserError(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** An error of whoever runs this, not of the importer. */
function isUserError(error: unknown): error is Error {
  if (error instanceof ImportError) return true;
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

interface Values {
  readonly line?: string | undefined;
  readonly oss?: string | undefined;
  readonly ee?: string | undefined;
  readonly filters?: string | undefined;
  readonly from: string;
}

/** The lines to import, each with its documents as they are to be read. */
function wanted(values: Values): readonly SupportedRelease[] {
  const { releases, diagnostics } = readReleases({
    path: "specs/releases.yaml",
    text: readFileSync("specs/releases.yaml", "utf8"),
  });
  const [first] = diagnostics;
  if (first !== undefined)
    throw new ImportError(`${first.file}:${first.line}:${first.column}: ${first.message}`);
  const found = (release: SupportedRelease): SupportedRelease => ({
    line: release.line,
    oss: { ...release.oss, document: values.oss ?? join(values.from, release.oss.document) },
    ee: { ...release.ee, document: values.ee ?? join(values.from, release.ee.document) },
    filters: { ...release.filters, document: values.filters ?? join(values.from, release.filters.document) },
  });
  if (values.line === undefined) {
    if (values.oss ?? values.ee ?? values.filters)
      throw new ImportError("--oss, --ee and --filters need a --line.");
    return releases.map(found);
  }
  const release = releases.find(({ line }) => line === values.line);
  if (release === undefined) {
    const among = releases.map(({ line }) => line).join(", ");
    throw new ImportError(`specs/releases.yaml has no line ${values.line}; it has ${among}.`);
  }
  return [found(release)];
}

/** The text of one line's contract; warnings are printed. */
async function imported(release: SupportedRelease): Promise<string> {
  const asking = { fetch, environment: process.env };
  const [oss, ee, filters] = await Promise.all(
    [release.oss, release.ee, release.filters].map(({ document }) => readSource(document, asking)),
  );
  if (oss === undefined || ee === undefined || filters === undefined)
    throw new Error("A document is missing.");
  const routes = filterRoutes(readFileSync("specs/filter-resources.yaml", "utf8"));
  const { contract, warnings } = importContract({
    line: release.line,
    oss,
    ee,
    filters: { ...filters, release: release.filters.release, routes },
  });
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  return contractJson(contract);
}
