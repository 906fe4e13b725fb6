import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile, type CompileInputs } from "../../../../generator/compile.ts";
import { explain } from "../../../../generator/commands/explain/explain-inputs.ts";
import { explainOptions } from "../../../../generator/commands/explain/options.ts";
import { compileInputs } from "../../../../generator/workspace/project.ts";
import { readTree } from "../../../../generator/workspace/files.ts";
import { root } from "../../../support/source.ts";
import type { SourceFile } from "../../../../generator/diagnostics/source-file.ts";

/** Each folder holds a `tool.yaml`, `expected.txt`, and what replaces a file of the world of `test/generator/cases`. */
const folder = join(import.meta.dirname, "cases");
const world = join(import.meta.dirname, "../../cases");
const update = process.env.UPDATE_GOLDEN === "1";
const tests = [
  { path: "test/specs/sample.test.ts", text: 'call("sample")' },
  { path: "test/e2e/flow/flows.test.ts", text: 'server.get("sample", {})' },
  { path: "test/e2e/kv/keys.test.ts", text: 'server.get("sample_of_another", {})' },
];

describe.each(readdirSync(folder).sort())("%s", (name) => {
  it("is explained", () => {
    const { text = "", refusal } = explain(inputsOf(name), tests, "sample");
    expect(refusal).toBeUndefined();
    const golden = join(folder, name, "expected.txt");
    if (update) writeFileSync(golden, text);
    expect(existsSync(golden), "UPDATE_GOLDEN=1 writes it").toBe(true);
    expect(text).toBe(readFileSync(golden, "utf8"));
  });
});

describe("the tools of the project", async () => {
  const files = await readTree(root, "specs", /\.(yaml|ts|json)$/u);
  const inputs = compileInputs(new Map(files.map(({ path, text }) => [path, text])));
  const { models, lines } = compile(inputs);
  const line = lines.at(-1) ?? "";

  it("are explained, with all arguments and requests", () => {
    expect(models.length).toBeGreaterThan(30);
    for (const model of models.slice(-1)) {
      const { text = "" } = explain(inputs, [], model.name, { line });
      for (const argument of Object.keys(model.inputSchema.properties))
        expect(text).toContain(`${argument}: `);
      expect(text).toContain(`Kestra ${line}`);
      expect(text).toMatch(/(?:GET|POST|PUT|PATCH|DELETE) \/api\/v1\//u);
      expect(text).not.toMatch(/undefined|\[object/u);
    }
  }, 120_000);
});

describe("one argument", () => {
  const inputs = inputsOf("one-request");
  const [argument = ""] = Object.keys(compile(inputs).models[0]?.inputSchema.properties ?? {});

  it("is explained alone, under the headings of what is about it", () => {
    const { text = "" } = explain(inputs, tests, "sample", { argument });
    expect(text).toMatch(new RegExp(`\nArguments\n  ${argument}: `, "u"));
    expect(text).toContain(`${argument} -> `);
    expect(text).not.toContain("tokens");
    expect(text.match(/^\s+\w+ -> /gmu)?.every((line) => line.includes(`${argument} -> `))).toBe(true);
  });

  it("that is misspelt is told what was meant, and of another what there is", () => {
    const refused = (it: string) => explain(inputs, tests, "sample", { argument: it }).refusal;
    expect(refused(`${argument}s`)).toBe(`sample has no argument ${argument}s. Did you mean ${argument}?`);
    expect(refused("zzz")).toMatch(/^sample has no argument zzz\. It takes /u);
  });
});

describe("what cannot be explained", () => {
  it.each([
    ["an unknown tool", "sampel", undefined, "There is no tool sampel. Did you mean sample?"],
    [
      "one of which a word is known",
      "get_search",
      undefined,
      "There is no tool get_search. Tools like it: search_flows.",
    ],
    ["one of which nothing is known", "zebra", undefined, "There is no tool zebra."],
    ["an unknown line", "sample", "3.0", "There is no release line 3.0: there are 1.0, 1.3, 2.0."],
  ])("%s is refused", (_, tool, line, refusal) => {
    expect(explain(inputsOf("one-request"), tests, tool, { line })).toEqual({ refusal });
  });

  it("are specs with errors", () => {
    const inputs = inputsOf("one-request");
    const broken = inputs.tools.map((it) => ({ ...it, text: "description: Nothing else." }));
    expect(explain({ ...inputs, tools: broken }, tests, "sample").refusal).toContain("npm run generate");
  });
});

describe("the command line", () => {
  it.each([
    ["a", { tool: "a" }],
    ["a b --line 2.0", { tool: "a", argument: "b", line: "2.0" }],
    ["a --line 2.0", { tool: "a", line: "2.0" }],
    ["--line=2.0 a", { tool: "a", line: "2.0" }],
  ])("takes %s", (words, options) => {
    expect(explainOptions(words.split(" "))).toEqual(options);
  });

  it.each(["", "a b c", "--help", "a --line"])("refuses %s", (words) => {
    expect(explainOptions(words === "" ? [] : words.split(" ")).error).toContain("npm run explain");
  });
});

it("an option that is misspelt is told what was meant", () => {
  expect(explainOptions(["a", "--lien=2.0"]).error).toMatch(
    /^There is no option --lien=2.0. Did you mean --line\?\n/,
  );
});

function inputsOf(name: string): CompileInputs {
  const file = (path: string): SourceFile => {
    const own = join(folder, name, path);
    const text = readFileSync(existsSync(own) ? own : join(world, "world", path), "utf8");
    return { path: `specs/${path}`, text };
  };
  const sample = { path: "specs/flow/sample.yaml", text: file("tool.yaml").text };
  return {
    tools: [sample, { ...file("search_flows.yaml"), path: "specs/flow/search_flows.yaml" }],
    steps: [],
    functions: [
      { path: "specs/functions/text.ts", text: "export function shouted(it: { id: string }) {}\n" },
    ],
    prompts: [],
    resources: [],
    completions: { path: "specs/completions.yaml", text: "" },
    misnamed: [],
    operations: [],
    views: [],
    toolsets: file("toolsets.yaml"),
    vocabulary: file("vocabulary.yaml"),
    releases: file("releases.yaml"),
    corrections: file("corrections.yaml"),
    effects: file("effects.yaml"),
    services: file("services.yaml"),
    contracts: [
      ...readdirSync(join(world, "contracts")).map((line) => ({
        path: `specs/contracts/kestra/${line}`,
        text: readFileSync(join(world, "contracts", line), "utf8"),
      })),
      { path: "specs/contracts/catalog/contract.json", text: file("contract.json").text },
    ],
  };
}
