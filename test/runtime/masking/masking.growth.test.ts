import fc from "fast-check";
import { expect, test } from "vitest";
import { masker } from "../../../runtime/masking/masker.ts";

/** What takes long to tell apart: parts of encodings, and characters that are encoded in many ways. */
const parts = [
  "\\-",
  "\\",
  "&",
  "&amp;",
  "%25",
  "%3",
  "%2525",
  "ä-",
  "\\u0041",
  "\\u005c",
  "\\ud83d",
  "&#38;",
  "&#0000092;",
  "+ ",
  '"',
  "ab",
];

/** Milliseconds for a secret and a text of so many parts, the least of a few. */
function time(secret: string, text: string, before: string, count: number): number {
  const all = [1, 2, 3].map(() => {
    const foreign = before + text.repeat(count);
    const begun = performance.now();
    masker({ kind: "bearer", token: secret })(foreign);
    return performance.now() - begun;
  });
  return Math.min(...all);
}

/** How much longer four times as much takes; again where something else took the time. */
function growth(secret: (count: number) => string, text: string, before: string): number {
  let least = Infinity;
  for (let tries = 0; tries < 15 && least >= 8; tries++) {
    const small = time(secret(500), text, before, 2000);
    least = Math.min(least, time(secret(2000), text, before, 8000) / small);
  }
  return least;
}

test.each(parts)("the time grows as a secret and a text of many %j do", (part) => {
  expect(growth((count) => part.repeat(count), part, "")).toBeLessThan(8);
  expect(growth((count) => `${part.repeat(count)}x`, part, '"')).toBeLessThan(8);
  expect(growth((count) => `x${part.repeat(count)}`, JSON.stringify(part).slice(1, -1), "")).toBeLessThan(8);
  // Short ones are words, each of which is looked at.
  expect(growth(() => part.slice(0, 7), `${part.slice(0, 7)} `, "")).toBeLessThan(8);
});

test("no secret of such parts and no text of them holds the process", () => {
  const some = fc.array(fc.constantFrom(...parts, "x", "\\\\\\\\-"), { minLength: 1, maxLength: 5 });
  const held = fc
    .tuple(some, fc.integer({ min: 1, max: 300 }))
    .map(([of, count]) => of.join("").repeat(count));
  fc.assert(
    fc.property(held, held, (token, text) => {
      const mask = masker({ kind: "bearer", token });
      const masked = mask(`${text} "${token}" ${text}`);
      expect(masked).toContain("***");
      expect(masked).not.toContain(`"${token}"`);
      // The shape of the attack: a backslash more at the end.
      mask(`/${"\\\\\\\\-".repeat(1000)}\\\\\\\\x`);
    }),
    { numRuns: 60 },
  );
});
