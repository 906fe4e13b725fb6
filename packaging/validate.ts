import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chartFolder } from "../generator/packaging/manifests.ts";
import { installed, mustRun } from "./run-command.ts";

/*
 * Has each manifest looked at by its host's own tool: `npm run validate`. A tool that is not installed is told and left out;
 * with `--strict` that is an error. `packaging/tools.sh` installs them.
 */

/** A look at something. */
interface Look {
  readonly at: string;
  readonly by: string;
  /** Another program that it needs. */
  readonly with?: string;
  readonly look: (folder: string) => Promise<unknown>;
}

const root = join(import.meta.dirname, "..");
const isStrict = process.argv.includes("--strict");
const run = (...words: readonly string[]): Promise<string> => mustRun(words, { folder: root });
const against = (schema: string, ...files: readonly string[]): Promise<string> =>
  run("check-jsonschema", "--builtin-schema", `vendor.${schema}`, ...files);
const registry = "github.com/modelcontextprotocol/registry@v1.8.9";
const charts = (await readdir(join(root, chartFolder, "ci"))).map((name) => join(chartFolder, "ci", name));

const looks: readonly Look[] = [
  { at: "the package", by: "publint", look: () => run("publint", ".", "--strict") },
  { at: "the bundle", by: "mcpb", look: () => run("mcpb", "validate", "packaging/mcpb/manifest.json") },
  {
    at: "the entry in the registry",
    by: "go",
    with: "check-jsonschema",
    // Its program validates online alone; the schema lies beside it.
    look: async () => {
      const { Dir } = JSON.parse(await run("go", "mod", "download", "-json", registry)) as { Dir: string };
      const schema = join(Dir, "internal/validators/schemas/2025-12-11.json");
      return run("check-jsonschema", "--schemafile", schema, "packaging/registry/server.json");
    },
  },
  { at: "the marketplace", by: "claude", look: () => run("claude", "plugin", "validate", ".", "--strict") },
  {
    at: "the plugin",
    by: "claude",
    look: () => run("claude", "plugin", "validate", ".claude-plugin/plugin.json", "--strict"),
  },
  { at: "the extension", by: "gemini", look: () => run("gemini", "extensions", "validate", ".") },
  { at: "the Dockerfile", by: "hadolint", look: () => run("hadolint", "Dockerfile") },
  {
    at: "the compose file",
    by: "check-jsonschema",
    look: () => against("compose-spec", "packaging/docker/compose.yaml"),
  },
  ...charts.flatMap((values): readonly Look[] => [
    {
      at: `the chart, ${values}`,
      by: "helm",
      look: () => run("helm", "lint", "--strict", chartFolder, "-f", values),
    },
    {
      at: `what the chart makes of ${values}`,
      by: "kubernetes-validate",
      look: async (folder) => {
        const file = join(folder, "chart.yaml");
        await writeFile(file, await run("helm", "template", "example", chartFolder, "-f", values));
        return run("kubernetes-validate", "--strict", file);
      },
    },
  ]),
  { at: "the workflows", by: "actionlint", look: () => run("actionlint") },
  { at: "the workflows", by: "zizmor", look: () => run("zizmor", "--offline", ".github") },
  {
    at: "the forms of issues",
    by: "check-jsonschema",
    look: async () => {
      await against(
        "github-issue-forms",
        ".github/ISSUE_TEMPLATE/bug.yml",
        ".github/ISSUE_TEMPLATE/idea.yml",
      );
      await against("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml");
    },
  },
];

const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-validate-"));
const counts = { ok: 0, FAILED: 0, skipped: 0 };
try {
  for (const it of looks) await tell(it);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${counts.ok} good, ${counts.FAILED} bad, ${counts.skipped} skipped\n`);
process.exitCode = counts.FAILED > 0 || (isStrict && counts.skipped > 0) ? 1 : 0;

async function tell({ at, by, with: other, look }: Look): Promise<void> {
  const outcome = await outcomeOf([by, ...(other === undefined ? [] : [other])], look);
  counts[outcome.word]++;
  process.stdout.write(`${outcome.word.padEnd(8)}${at}, by ${by}${outcome.why}\n`);
}

async function outcomeOf(
  tools: readonly string[],
  look: Look["look"],
): Promise<{ readonly word: keyof typeof counts; readonly why: string }> {
  for (const name of tools)
    if ((await installed(name)) === undefined)
      return { word: "skipped", why: `: ${name} is not installed; packaging/tools.sh installs it` };
  try {
    await look(folder);
    return { word: "ok", why: "" };
  } catch (error) {
    return { word: "FAILED", why: `\n${error instanceof Error ? error.message : String(error)}` };
  }
}
