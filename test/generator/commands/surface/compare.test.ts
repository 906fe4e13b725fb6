import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesOf, compareSurfaces } from "../../../../generator/commands/surface/compare.ts";
import { surfaceOfFiles } from "../../../../generator/commands/surface/files.ts";
import { surfaceMarkdown } from "../../../../generator/commands/surface/markdown.ts";
import { seenTools, SurfaceError, type Surface } from "../../../../generator/commands/surface/surface.ts";
import { root } from "../../../support/source.ts";

/**
 * Each folder of `cases/` is a difference: `before.json` and `after.json` list tools (with `lists` and `aliases` where they
 * matter), `expected.md` is the report. A folder whose name begins with `breaking-` is one that breaks clients.
 */
const folder = join(import.meta.dirname, "cases");
const update = process.env.UPDATE_GOLDEN === "1";

describe.each(readdirSync(folder).sort())("%s", (name) => {
  const read = (file: string): string => readFileSync(join(folder, name, file), "utf8");
  const [before, after] = ["before.json", "after.json"].map((file) => surfaceOf(read(file)));
  if (before === undefined || after === undefined) throw new Error("There is nothing to compare.");
  const difference = compareSurfaces(before, after);

  it("is reported", () => {
    const report = surfaceMarkdown(difference, "v1.0.0");
    if (update) writeFileSync(join(folder, name, "expected.md"), report);
    expect(existsSync(join(folder, name, "expected.md")), "UPDATE_GOLDEN=1 writes it").toBe(true);
    expect(report).toBe(read("expected.md"));
  });

  it("breaks clients, or does not, as its name says", () => {
    expect(changesOf(difference).length > 0).toBe(!name.startsWith("nothing"));
    expect(changesOf(difference).some((it) => it.breaking)).toBe(name.startsWith("breaking-"));
  });

  it("is nothing where both are the same", () => {
    expect(changesOf(compareSurfaces(before, before))).toEqual([]);
    expect(changesOf(compareSurfaces(after, after))).toEqual([]);
  });
});

describe("any two listings", () => {
  const path = "generated/tools.json";
  const whole = surfaceOfFiles([{ path, text: readFileSync(join(root, path), "utf8") }], "this folder");

  it("have the same difference in any order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...whole.tools], { minLength: 1 }), (tools) => {
        const part = { ...whole, tools: seenTools(tools, "a part") };
        const difference = compareSurfaces(whole, part);
        expect(changesOf(difference).every((it) => it.breaking)).toBe(true);
        expect(difference.tools).toHaveLength(whole.tools.length - tools.length);
        expect(changesOf(compareSurfaces(part, whole)).some((it) => it.breaking)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});

describe("what is no listing", () => {
  it.each([
    ["a text", '"tools"'],
    ["a tool without a name", '[{ "inputSchema": {} }]'],
    ["a tool without arguments", '[{ "name": "a" }]'],
    ["a tool twice", '[{ "name": "a", "inputSchema": {} }, { "name": "a", "inputSchema": {} }]'],
  ])("%s is refused in a sentence", (_, text) => {
    expect(() => seenTools(JSON.parse(text), "list.json")).toThrow(SurfaceError);
    expect(() => seenTools(JSON.parse(text), "list.json")).toThrow(/list\.json.*\.$/u);
  });

  it("nor is a commit that does not say what clients are told", () => {
    expect(() => surfaceOfFiles([{ path: "specs/flow/a.yaml", text: "" }], "v0.1.0")).toThrow(
      /^v0\.1\.0 has no generated\/tools\.json/u,
    );
  });
});

function surfaceOf(text: string): Surface {
  const value = JSON.parse(text) as Partial<Surface>;
  return { tools: seenTools(value, "the case"), lists: value.lists ?? {}, aliases: value.aliases ?? {} };
}
