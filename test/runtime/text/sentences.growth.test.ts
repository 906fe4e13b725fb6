import { expect, test } from "vitest";
import { sentences, unended } from "../../../runtime/text/sentences.ts";
import { growth } from "../../support/growth.ts";

test.each([" ", ",", ".", "? ", '."'])(
  "takes time that grows with the text alone, of which much is %j",
  (part) => {
    const text = (count: number) => `a${part.repeat(count)}b`;
    for (const work of [sentences, unended]) expect(growth(4000, text, work)).toBeLessThan(9);
  },
);
