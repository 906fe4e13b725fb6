import fc from "fast-check";
import { expect, test } from "vitest";
import { masker } from "../../../runtime/masking/masker.ts";
import { own, say, shortened } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";

const password = "canary-0123456789-canary";
const mask = masker({ kind: "basic", username: "u", password });

test("no part of a secret is left where a text is cut", () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(60), (before, most) => {
      const text = `${" ".repeat(before)}${password} ${".".repeat(100)}`;
      const shown = say`Kestra said ${shortened(text, most)}.`.masked(mask);
      expect(shown).not.toMatch(/can|ary|012/);
      expect(String(say`${shortened(text, most)}`)).toHaveLength(
        most + `… (${text.length} characters)`.length,
      );
    }),
  );
});

test("what is short is whole, and what is cut ends a sentence", () => {
  expect(String(shortened("abc", 3))).toBe("abc");
  expect(String(shortened("abcd", 3))).toBe("abc… (4 characters)");
  expect(String(sentences(shortened("ab. cd.", 3, "…"), own("Next.")))).toBe("ab.…. Next.");
});
