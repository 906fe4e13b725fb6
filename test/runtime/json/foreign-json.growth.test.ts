import { describe, expect, test } from "vitest";
import { parseAnswer, parseForeign, parseMessage } from "../../../runtime/json/foreign-json.ts";
import { growth } from "../../support/growth.ts";

describe("JSON", () => {
  test.each<[string, (count: number) => string]>([
    ["a number with zeros between its digits", (count) => `[0.1${"0".repeat(count)}1]`],
    ["many such numbers", (count) => `[${`0.1${"0".repeat(1000)}1,`.repeat(count / 1000)}1]`],
    ["a whole number", (count) => `[1${"0".repeat(count)}1]`],
    ["a number that ends in zeros", (count) => `[0.1${"0".repeat(count)}]`],
    ["an exponent", (count) => `[1e-${"0".repeat(count)}1]`],
  ])("takes time that grows with %s", (_, write) => {
    for (const read of [parseForeign, parseAnswer, parseMessage])
      expect(growth(16_000, write, read)).toBeLessThan(9);
  });

  test("of which one number would be rounded takes little more time than without it", () => {
    const rows = (last: string) => `{"a":[${"1,".repeat(500_000)}${last}]}`;
    const timeOf = (text: string) => {
      const times = [1, 2, 3, 4, 5].map(() => {
        const began = performance.now();
        parseAnswer(text);
        return performance.now() - began;
      });
      return Math.min(...times);
    };
    expect(timeOf(rows("9007199254740993"))).toBeLessThan(4 * timeOf(rows("1")));
  });
});
