import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isCollection, parseDocument, visit } from "yaml";
import { root } from "../support/source.ts";

const specs = readdirSync(join(root, "specs"), { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".yaml"));

test("what is written in braces or brackets stands on one line", () => {
  expect(specs.length).toBeGreaterThan(40);
  expect(specs.flatMap(spanning)).toEqual([]);
});

/** The places of a spec whose braces or brackets close on another line than they open. */
function spanning(path: string): readonly string[] {
  const text = readFileSync(join(root, "specs", path), "utf8");
  const found: string[] = [];
  visit(parseDocument(text), {
    Node: (_, node) => {
      if (!isCollection(node) || node.flow !== true) return undefined;
      const [from = 0, to = 0] = node.range ?? [];
      if (!text.slice(from, to).includes("\n")) return undefined;
      found.push(`specs/${path}:${text.slice(0, from).split("\n").length}`);
      return visit.SKIP;
    },
  });
  return found;
}
