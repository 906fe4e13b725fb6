import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTree } from "../../../generator/workspace/files.ts";
import { catalog } from "../../../generated/catalog.ts";
import { lines } from "../../../generated/releases.ts";
import { presets, toolsets } from "../../../generated/toolsets.ts";
import { isChoice, isComposite, type Behaviour } from "../../../runtime/tool/definition.ts";
import { limits } from "../../../runtime/limits.ts";
import { variables } from "../../../runtime/config/variables.ts";
import { anchorsIn, linksIn, sectionOf } from "../../support/markdown.ts";
import { root } from "../../support/source.ts";
import { examplesOf, readSpecs } from "../../laws/support/specs.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const pages = await readTree(root, "docs", /\.md$/);

/** The cells of a table's rows, without the head. */
function rowsIn(markdown: string): readonly (readonly string[])[] {
  return [...markdown.matchAll(/^\|(.*)\|$/gm)]
    .map(([, row = ""]) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .filter((cells) => !cells.every((cell) => /^-+$/.test(cell)));
}

describe("the pages", () => {
  it.each(catalog.map((tool) => ({ name: tool.name, tool })))("tell all of $name", ({ name, tool }) => {
    const section = sectionOf(read(`docs/toolsets/${tool.toolset}.md`), `\`${name}\``);
    for (const [argument, { default: preset, enum: values = [] }] of Object.entries(
      tool.inputSchema.properties,
    )) {
      const row = rowsIn(section).find(([first]) => first === `\`${argument}\``);
      expect(row, argument).toBeDefined();
      if (preset !== undefined) expect(row, argument).toContain(`\`${JSON.stringify(preset)}\``);
      for (const value of values) expect(row?.at(-1), argument).toContain(`\`${String(value)}\``);
    }
    if (isChoice(tool.behaviour)) {
      for (const action of Object.keys(tool.behaviour.actions)) expect(section).toContain(`\`${action}\``);
    }
    const spec = readSpecs().find((it) => it.name === name);
    if (spec === undefined) throw new Error(`${name} has no spec.`);
    const said = section.replaceAll(/\s/g, "");
    for (const { call } of examplesOf(spec)) {
      expect(said).toContain(JSON.stringify(call).replaceAll(/\s/g, ""));
    }
  });

  it("are linked from the index, with every toolset, preset and count", () => {
    const index = read("docs/README.md");
    for (const [name, { description }] of Object.entries(toolsets)) {
      const count = catalog.filter((tool) => tool.toolset === name).length;
      const row = rowsIn(index).find(([first]) => first === `[\`${name}\`](toolsets/${name}.md)`);
      expect(row?.[1]).toBe(String(count));
      expect(row?.at(-1)).toBe(description);
    }
    for (const name of Object.keys(presets)) expect(index).toContain(`- \`${name}\`:`);
    for (const { path } of pages) {
      if (path !== "docs/README.md") expect(linksIn(index)).toContain(path.replace(/^docs\//, ""));
    }
  });

  it("name every variable that is read", () => {
    const rows = rowsIn(read("docs/environment.md"));
    expect(rows.slice(1).map(([name]) => name)).toEqual(variables.map(({ name }) => `\`${name}\``));
  });
});

describe("the page on security", () => {
  const page = read("docs/security.md");
  const rows = rowsIn(sectionOf(page, "Limits")).slice(1);

  it("has every limit, with its value and a reason", () => {
    expect(rows.map(([name, value]) => [name, value])).toEqual(
      Object.entries(limits).map(([name, value]) => [`\`${name}\``, value.toLocaleString("en-US")]),
    );
    for (const [name, , reason = ""] of rows) expect(reason.length, name).toBeGreaterThan(30);
  });

  it("names no variable that is not read, and none of the limits' numbers elsewhere that differs", () => {
    const names = new Set(variables.map(({ name }) => name as string));
    for (const [name] of page.matchAll(/KESTRA_\w+/g)) expect(names).toContain(name);
    expect(page).toContain(`at least ${limits.authToken} characters`);
  });
});

describe("the compatibility table", () => {
  const rows = rowsIn(read("docs/compatibility.md"));

  it("has every tool, action and call, on every line that it has and on no other", () => {
    expect(rows[0]?.slice(-lines.length)).toEqual(lines);
    const expected = catalog.flatMap(({ name, behaviour }) =>
      isChoice(behaviour)
        ? Object.entries(behaviour.actions).flatMap(([action, it]) => reachOf(name, it, [action]))
        : reachOf(name, behaviour, []),
    );
    const shown = rows
      .filter(([tool]) => tool?.startsWith("[`"))
      .map((cells) => ({
        name: `${/`(\w+)`/.exec(cells[0] ?? "")?.[1] ?? ""} ${cells[1] ?? ""}`.trim(),
        edition: cells[2],
        lines: lines.filter((_, i) => /^`[A-Z]+ \/|^same$/.test(cells[3 + i] ?? "")),
      }));
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    expect(shown.toSorted(byName)).toEqual(expected.toSorted(byName));
  });

  function reachOf(tool: string, behaviour: Behaviour, at: readonly string[]) {
    const calls = isComposite(behaviour)
      ? Object.entries(behaviour.calls).map(([call, it]) => ({ path: [...at, call], it }))
      : [{ path: [...at], it: behaviour }];
    return calls.map(({ path, it }) => ({
      name: [tool, ...path.map((word) => `\`${word}\``)].join(" "),
      edition: it.edition === "ee" ? "Enterprise" : "both",
      lines: [...(it.lines ?? lines)],
    }));
  }

  it("says why something is not there where it is not", () => {
    const cells = rows.filter(([tool]) => tool?.startsWith("[`")).flatMap((row) => row.slice(3));
    for (const cell of cells)
      expect(cell).toMatch(/^(`[A-Z]+ \/.*`|same|no such route|not needed|not without `\w+`)$/);
    expect(cells).toContain("no such route");
  });
});

describe("links", () => {
  const all = [...pages, ...["README.md", "CONTRIBUTING.md"].map((path) => ({ path, text: read(path) }))];

  it.each(all)("of $path lead to what there is", ({ path, text }) => {
    for (const to of linksIn(text)) {
      if (/^https:/.test(to)) continue;
      const [file = "", anchor] = to.split("#");
      const target = file === "" ? path : join(dirname(path), file);
      expect(existsSync(join(root, target)), to).toBe(true);
      if (anchor !== undefined) expect(anchorsIn(read(target)), to).toContain(anchor);
    }
  });
});
