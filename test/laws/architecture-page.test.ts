import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../support/source.ts";

const page = readFileSync(join(root, "docs/architecture.md"), "utf8");

/** Paths in the project that a text names: with a file's ending, or of a folder. */
const named = [
  ...page.matchAll(/(?<![\w./-])(?:specs|generator|generated|runtime|sandbox|test|docs)\/[\w./-]*/g),
]
  .map(([path]) => path.replace(/\.$/, ""))
  .filter((path) => !path.includes("*"));

it.each([...new Set(named)])("names %s, which is there", (path) => {
  expect(existsSync(join(root, path))).toBe(true);
});

it("says where each of the common changes goes", () => {
  const rows = page.split("## Where a change goes")[1]?.match(/^\| (?!-|change)/gm) ?? [];
  expect(rows).toHaveLength(13);
});
