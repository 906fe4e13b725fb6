import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { similarity } from "../../specs/steps/similarity.ts";

/** Pairs with the ratio that Python's difflib gives for them. */
const pairs = JSON.parse(readFileSync(new URL("similarity.json", import.meta.url), "utf8")) as [
  string,
  string,
  number,
][];

it.each(pairs)("%j and %j are as alike as difflib says", async (a, b, ratio) => {
  const { of, isAtLeast } = await similarity();
  expect(Math.abs(of(a, b) - ratio)).toBeLessThanOrEqual(0.005 + 1e-9);
  expect(isAtLeast(of(a, b), a, b)).toBe(true);
  expect(isAtLeast(of(a, b) + 0.01, a, b)).toBe(false);
});
