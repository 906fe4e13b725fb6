import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../support/source.ts";

const read = (page: string): string => readFileSync(join(root, page), "utf8");
const page = read("docs/architecture.md");

/** Paths in the project that a text names: with a file's ending, or of a folder. */
function namedIn(text: string): readonly string[] {
  const paths = text.matchAll(
    /(?<![\w./-])(?:specs|generator|generated|runtime|sandbox|test|docs)\/[\w./-]*(?![\w./-]*[*<])/g,
  );
  return [...new Set([...paths].map(([path]) => path.replace(/\.$/, "")))];
}

/** Without the examples, which name what a reader would write. */
const prose = (text: string): string => text.replaceAll(/^( *)```.*?^\1```/gms, "");

it.each([
  ...namedIn(page).map((path) => ["docs/architecture.md", path]),
  ...["CONTRIBUTING.md", "README.md"].flatMap((it) => namedIn(prose(read(it))).map((path) => [it, path])),
])("%s names %s, which is there", (_, path) => {
  expect(
    existsSync(join(root, path)),
    "docs/architecture.md names a path that is not there: mend the name.",
  ).toBe(true);
});

it("says where each of the common changes goes", () => {
  const rows = page.split("## Where a change goes")[1]?.match(/^\| (?!-|change)/gm) ?? [];
  expect(rows.length).toBeGreaterThan(20);
});
