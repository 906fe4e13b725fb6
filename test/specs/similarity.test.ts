import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { similarity } from "../../specs/steps/similarity.ts";

/** Pairs with the ratio that Python's difflib gives for them. */
const pairs = JSON.parse(readFileSync(new URL("similarity.json", import.meta.url), "utf8")) as [
  string,
  string,
  number,
][];

it.each(pairs)("%j and %j are as alike as difflib says", (a, b, ratio) => {
  expect(similarity(a, b)).toBeCloseTo(ratio, 12);
});
