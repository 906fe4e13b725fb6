import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { readFaults } from "../../../generator/docs/faults.ts";
import { nodesOf, readSources, root } from "../../support/source.ts";

const path = "specs/official-server.yaml";
const { faults, diagnostics } = readFaults({ path, text: readFileSync(join(root, path), "utf8") });
const sources = readSources(["test/**/*.test.ts"]);

/** The names that a file gives its tests, templates as they are written; what is skipped does not count. */
function testsOf(file: ts.SourceFile): readonly string[] {
  return nodesOf(file).flatMap((node) => {
    if (!ts.isCallExpression(node)) return [];
    const [title] = node.arguments;
    const called = node.expression.getText(file);
    if (title === undefined || !/^(it|test|check)\b/.test(called) || /\.(skip|todo)\b/.test(called))
      return [];
    if (ts.isStringLiteralLike(title)) return [title.text];
    return ts.isTemplateExpression(title) ? [title.getText(file).slice(1, -1)] : [];
  });
}

describe("the faults of the official server", () => {
  it("are all 24", () => {
    expect(diagnostics).toEqual([]);
    expect(faults.map(({ fault }) => fault)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  });

  it.each(faults)("$fault: is shown to be mended by tests that there are", ({ tests }) => {
    for (const [test, names] of Object.entries(tests)) {
      const source = sources.find((it) => it.path === test);
      expect(source, `${test} is missing`).toBeDefined();
      if (source !== undefined) expect(testsOf(source.file)).toEqual(expect.arrayContaining([...names]));
    }
  });

  it("are told by a test that finds names in all their forms, and none that is skipped", () => {
    const text = [
      'it("plain", () => {});',
      "check(`a ${template}`, () => {});",
      'it.each([1])("of %d", () => {});',
      'test.skip("skipped", () => {});',
      'describe("a group", () => {});',
      'other("no test", () => {});',
    ].join("\n");
    const file = ts.createSourceFile("x.test.ts", text, ts.ScriptTarget.Latest, true);
    expect(testsOf(file)).toEqual(["plain", "a ${template}", "of %d"]);
  });

  it.each([
    ["faults:\n  - { fault: 2, official: a, ours: b, tests: { c: [d] } }\n", "1 belongs here"],
    ["faults:\n  - { fault: 1, official: a, ours: b }\n", "tests"],
    ["faults:\n  - { fault: 1, official: a, ours: b, tests: {} }\n", "tests"],
    ["- a\n", "not a map"],
  ])("are refused where they are written as %j", (text, message) => {
    const found = readFaults({ path, text });
    expect(found.diagnostics.map((it) => it.message).join()).toContain(message);
  });
});
