import { expect, it } from "vitest";
import { catalogueCost } from "../../../bench/catalogue/catalogue.ts";

it("what is known of a full install is small, and so is what an agent reads of it", async () => {
  const { types, tokens, index, whole } = await catalogueCost();
  expect(types).toBe(1900);
  expect(tokens).toBeLessThanOrEqual(3000);
  for (const bytes of [index, whole]) expect(bytes).toBeLessThan(15 * 1024 * 1024);
});
