import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseToolsets } from "../../../generator/spec/parse/parse-toolsets.ts";
import { parseVocabulary } from "../../../generator/spec/parse/parse-vocabulary.ts";

const groups = [
  "backfill",
  "ee",
  "execution",
  "files",
  "flow",
  "kv",
  "logs",
  "namespace",
  "replay",
  "restart",
  "resume",
];

function toolsets(text: string) {
  return parseToolsets({ path: "specs/toolsets.yaml", text });
}

describe("the project's toolsets", () => {
  const { toolsets: parsed, diagnostics } = toolsets(readFileSync("specs/toolsets.yaml", "utf8"));

  it("are the official server's groups, and its 39 tools are a preset", () => {
    expect(diagnostics).toEqual([]);
    expect(Object.keys(parsed.toolsets)).toEqual(expect.arrayContaining(groups));
    expect(new Set(parsed.presets.official).size).toBe(39);
  });

  it("have words that are described", () => {
    const text = readFileSync("specs/vocabulary.yaml", "utf8");
    const {
      vocabulary,
      within,
      diagnostics: errors,
    } = parseVocabulary({ path: "specs/vocabulary.yaml", text });
    expect(errors).toEqual([]);
    expect(vocabulary.namespace).toMatch(/namespace/iu);
    expect(vocabulary.flow_id).toMatch(/flow/iu);
    expect(within).toEqual({ flow_id: "namespace" });
  });
});

describe("a preset", () => {
  const text = `toolsets: { flow: { title: F, description: D, default: true } }
presets: { all: { description: All of it., tools: [find_flow, draw_flow] } }
planned: [draw_flow]
`;

  it("names tools that are built, or planned", () => {
    const { checkPresets } = toolsets(text);
    expect(checkPresets(new Set(["find_flow"]))).toEqual([]);
    expect(checkPresets(new Set(["find_flows"])).map((it) => it.hint)).toEqual([
      'Did you mean "find_flows"?',
    ]);
    const built = checkPresets(new Set(["find_flow", "draw_flow"]));
    expect(built).toMatchObject([{ line: 3, column: 11, length: 9 }]);
  });

  it("is not planned for nothing, nor called as a toolset", () => {
    expect(toolsets(text.replace(", draw_flow]", "]")).checkPresets(new Set(["find_flow"]))).toHaveLength(1);
    expect(toolsets(text.replace("all:", "flow:")).diagnostics).toMatchObject([
      { line: 2, column: 12, length: 4 },
    ]);
    expect(toolsets(text.replace("all:", "default:")).diagnostics).toMatchObject([
      { line: 2, column: 12, length: 7 },
    ]);
  });
});

describe("a file with errors", () => {
  it("still tells the names, so that no tool is blamed", () => {
    const { toolsets: parsed, diagnostics } = toolsets("toolsets: { flow: { titel: F } }\npresets: 5\n");
    expect(Object.keys(parsed.toolsets)).toEqual(["flow"]);
    expect(diagnostics.length).toBeGreaterThan(1);
    const words = parseVocabulary({ path: "v.yaml", text: "page: 5\n" });
    expect(words.vocabulary).toHaveProperty("page");
    expect(words.diagnostics).toHaveLength(1);
  });
});

describe("a toolset whose tools are made", () => {
  const text = `toolsets:
  flows: { title: F, description: D, default: true, made: { list: list_them, run: run_it } }
presets: {}
`;

  it("names the specs that they are made with", () => {
    const { checkPresets, diagnostics } = toolsets(text);
    expect(diagnostics).toEqual([]);
    expect(checkPresets(new Set(["list_them", "run_it"]))).toEqual([]);
    expect(checkPresets(new Set(["list_them", "run_its"]))).toMatchObject([
      { line: 2, message: 'There is no spec "run_it".', hint: 'Did you mean "run_its"?' },
    ]);
    expect(toolsets(text.replace(", run: run_it", "")).diagnostics).toHaveLength(1);
  });
});
