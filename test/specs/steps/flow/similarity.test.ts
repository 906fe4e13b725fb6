import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { similarity } from "../../../../specs/steps/flow/similarity.ts";

/** Pairs with the ratio that Python's difflib gives for them. */
const pairs = JSON.parse(readFileSync(new URL("similarity.json", import.meta.url), "utf8")) as [
  string,
  string,
  number,
][];

it.each(pairs)("%j and %j are as alike as difflib says", async (a, b, ratio) => {
  const { exact, rough } = await similarity();
  expect(Math.abs(exact(a, b) - ratio)).toBeLessThanOrEqual(0.005 + 1e-9);
  expect(rough(a, b)).toBeGreaterThanOrEqual(exact(a, b));
});
