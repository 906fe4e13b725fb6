import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTree } from "../../../generator/workspace/files.ts";
import { services } from "../../../generated/services.ts";
import { serviceVariables } from "../../../runtime/config/variables/service-variables.ts";
import { limits } from "../../../runtime/limits.ts";
import { variables } from "../../../runtime/config/variables/variables.ts";
import { anchorsIn, linksIn, sectionOf } from "../../support/markdown.ts";
import { root } from "../../support/source.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const pages = await readTree(root, "docs", /\.md$/);

/** The cells of a table's rows, without the head. */
function rowsIn(markdown: string): readonly (readonly string[])[] {
  return [...markdown.matchAll(/^\|(.*)\|$/gm)]
    .map(([, row = ""]) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .filter((cells) => !cells.every((cell) => /^-+$/.test(cell)));
}

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
    const all = [...variables, ...serviceVariables(services)];
    const names = new Set(all.map(({ name }) => name));
    for (const [name] of page.matchAll(/KESTRA_\w+/g)) expect(names).toContain(name);
    expect(page).toContain(`at least ${limits.authToken} characters`);
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
