import { expect, it } from "vitest";
import { readSources } from "../../support/source.ts";

/** A hole of a sentence that is cut before the sentence masks it: half a secret is left, which no mask knows. */
const cutHole = /say`[^`]*\$\{(?:[\w.]+|JSON\.stringify\([^)]*\))\.(?:slice|substring)\(0, [^`}]*\}/;

it("what a sentence shows of a text is cut by the sentence, once it is masked", () => {
  const files = readSources(["runtime/**/*.ts", "specs/**/*.ts"]);
  const cutting = files.filter(({ file }) => cutHole.test(file.text)).map(({ path }) => path);
  expect(files.length).toBeGreaterThan(150);
  expect(cutting, "Give the whole text to `say`, which masks it before it cuts.").toEqual([]);
});
