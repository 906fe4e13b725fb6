import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile, type CompileInputs } from "../../generator/compile.ts";
import { printDiagnostics } from "../../generator/diagnostics/print.ts";
import type { SourceFile } from "../../generator/diagnostics/source-file.ts";

/**
 * Each folder shows one error: `tool.yaml` holds it, `expected.txt` is the report, `fixed.yaml` the same without the
 * error. Where it is the file's name, `tool.yml` holds it. In place of a tool there may be a `prompt.yaml`, a `resource.yaml` or both, of the path `specs/flow/sample.prompt.yaml`, and a
 * `completions.yaml`, with their fixed twins. A `tool.ts` or `fixed.ts` stands for steps; `toolsets.yaml`, `vocabulary.yaml`, `contract.json` (of a service that is not Kestra) and the like replace those of
 * `world/`, their fixed twin is `fixed.toolsets.yaml`. The tool's path is the default, or in a first line `# specs/...`.
 */
const folder = join(import.meta.dirname, "cases");
const shared = new Set(["contracts", "world"]);
const update = process.env.UPDATE_GOLDEN === "1";
/** What was seen to compile: many errors are put right alike. */
const right = new Set<string>();
const cases = readdirSync(folder)
  .filter((name) => !shared.has(name))
  .sort();

describe.each(cases)("%s", (name) => {
  it("is reported", () => {
    const report = reportOf(inputsOf(name, "tool"));
    const golden = join(folder, name, "expected.txt");
    if (update) writeFileSync(golden, report);
    expect(existsSync(golden), "expected.txt is missing; UPDATE_GOLDEN=1 writes it").toBe(true);
    expect(report).toBe(readFileSync(golden, "utf8"));
    expect(report).toMatch(/^\d+ errors? in \d+ files?\. Nothing was written\.$/mu);
  });

  it("compiles once it is put right", () => {
    const inputs = inputsOf(name, "fixed");
    const text = JSON.stringify([
      ...[
        inputs.tools,
        inputs.prompts,
        inputs.resources,
        inputs.completions,
        inputs.toolsets,
        inputs.vocabulary,
        inputs.releases,
      ],
      ...[inputs.services, inputs.contracts.at(-1)],
    ]);
    if (right.has(text)) return;
    expect(reportOf(inputs)).toBe("");
    expect(compile(inputs).models).toHaveLength(inputs.tools.length);
    right.add(text);
  });
});

const contracts = readdirSync(join(folder, "contracts")).map((file) => ({
  path: `specs/contracts/kestra/${file}`,
  text: readFileSync(join(folder, "contracts", file), "utf8"),
}));

function reportOf(inputs: CompileInputs): string {
  const {
    tools,
    prompts,
    resources,
    completions,
    operations,
    toolsets,
    vocabulary,
    releases,
    corrections,
    effects,
    services,
  } = inputs;
  const single = [toolsets, vocabulary, releases, corrections, effects, services];
  const files = [
    ...tools,
    ...prompts,
    ...resources,
    ...inputs.misnamed,
    completions,
    ...operations,
    ...single,
    ...inputs.contracts,
  ];
  const report = printDiagnostics(
    compile(inputs).diagnostics,
    new Map(files.map((file) => [file.path, file.text])),
  );
  return report === "" ? "" : `${report}\n`;
}

function inputsOf(name: string, which: "tool" | "fixed"): CompileInputs {
  const written = join(folder, name, `${which}.yaml`);
  const text = existsSync(written) ? readFileSync(written, "utf8") : "";
  const path = /^# (specs\/\S+\.yaml)$/mu.exec(text)?.[1] ?? "specs/flow/sample.yaml";
  const made = (file: string): readonly SourceFile[] =>
    existsSync(join(folder, name, file))
      ? [{ path: `specs/flow/sample.${file}`, text: worldFile(name, which, file).text }]
      : [];
  const hasSteps = existsSync(join(folder, name, `${which}.ts`));
  const input = (file: string): SourceFile => worldFile(name, which, file);
  return {
    tools: [
      ...(existsSync(written) ? [{ path, text }] : []),
      { path: "specs/flow/search_flows.yaml", text: input("search_flows.yaml").text },
    ],
    prompts: made("prompt.yaml"),
    resources: made("resource.yaml"),
    completions: input("completions.yaml"),
    functions: [
      {
        path: "specs/functions/text.ts",
        text: "export function shouted(it: { id: string }) {}\nexport async function later() {}\n",
      },
    ],
    operations: existsSync(join(folder, name, "operations.yaml"))
      ? [{ path: "specs/operations/things.yaml", text: input("operations.yaml").text }]
      : [],
    misnamed: which === "tool" && existsSync(join(folder, name, "tool.yml")) ? [misnamed(name)] : [],
    steps: hasSteps ? [path.replace(/\.yaml$/u, ".ts")] : [],
    views: [{ path: "specs/views/flow_list.ts", text: "" }],
    toolsets: input("toolsets.yaml"),
    vocabulary: input("vocabulary.yaml"),
    releases: input("releases.yaml"),
    corrections: input("corrections.yaml"),
    effects: input("effects.yaml"),
    services: input("services.yaml"),
    contracts: [
      ...contracts,
      { path: "specs/contracts/catalog/contract.json", text: input("contract.json").text },
    ],
  };
}

function misnamed(name: string): SourceFile {
  return { path: "specs/flow/sample.yml", text: readFileSync(join(folder, name, "tool.yml"), "utf8") };
}

function worldFile(name: string, which: "tool" | "fixed", file: string): SourceFile {
  const own = join(folder, name, which === "tool" ? file : `fixed.${file}`);
  return {
    path: `specs/${file}`,
    text: readFileSync(existsSync(own) ? own : join(folder, "world", file), "utf8"),
  };
}
