import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Credentials } from "../../../runtime/network/connection.ts";
import { foreign, joined, own, say, shortened } from "../../../runtime/text/said.ts";
import { masker } from "../../../runtime/masking/masker.ts";

const words = ["wrong", "main", "is", "a", "the", "GET", "it", "SUCCESS"];
const secret = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== ""),
  fc.string({ unit: "binary", minLength: 8, maxLength: 30 }),
);

/** Every form in which others may repeat the password, and what it is part of. */
const forms: Readonly<Record<string, (password: string) => string>> = {
  plain: (password) => password,
  "percent-encoded": (password) => encodeURIComponent(password.toWellFormed()),
  "percent-encoded in small letters": (password) =>
    encodeURIComponent(password.toWellFormed()).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  "of a form": (password) => new URLSearchParams({ p: password.toWellFormed() }).toString().slice(2),
  JSON: (password) => JSON.stringify(password).slice(1, -1),
  base64: (password) => Buffer.from(password).toString("base64"),
  "the header": (password) => Buffer.from(`us:${password}`).toString("base64"),
  "the header, for a URL": (password) => Buffer.from(`us:${password}`).toString("base64url"),
};

describe("masking", () => {
  const basic = (password: string): Credentials => ({ kind: "basic", username: "us", password });

  test.each(Object.entries(forms))("takes a secret out of what is foreign: %s", (_, form) => {
    fc.assert(
      fc.property(secret, (password) => {
        const masked = say`Kestra said ${foreign(`before ${form(password)} after`)}.`.masked(
          masker(basic(password)),
        );
        // Of a secret of such words nothing more can be told from its absence.
        expect(masked).toMatch(/^Kestra said .*\*\*\*.*\.$/su);
        const [, inner = ""] = /^Kestra said (.*)\.$/su.exec(masked) ?? [];
        const around = /^(?:before|\*\*\*) \*\*\* (?:after|\*\*\*)$/su;
        if (!["before", "after", "*"].some((word) => word.includes(password))) expect(inner).toMatch(around);
      }),
      { numRuns: 50 },
    );
  });

  test("never touches a word of ours", () => {
    const sentence = (value: string) =>
      say`The wrong state is a ${value}, ${own("SUCCESS")}: GET it from the main ${say`one, ${value}`}.`;
    fc.assert(
      fc.property(secret, (password) => {
        expect(sentence("x y").masked(masker(basic(password)))).toMatch(
          /^The wrong state is a .*, SUCCESS: GET it from the main one, .*\.$/u,
        );
      }),
    );
  });

  test("finds a secret that reaches from one hole into the next, and not a part of a word", () => {
    const mask = masker(basic("ab:cd"));
    expect(joined([foreign("ab"), foreign(":cd"), "!"], "").masked(mask)).toBe("***!");
    const cut = shortened(`:cd ${"x".repeat(20)}`, 10, "…");
    expect(joined([foreign("ab"), cut], "").masked(mask)).toBe(`*** ${"x".repeat(8)}…`);
    expect(joined([foreign("a "), cut], "").masked(mask)).toBe(`a :cd ${"x".repeat(6)}…`);
    expect(say`${foreign("administrator admin")}`.masked(masker(basic("admin")))).toBe("administrator ***");
  });

  test("leaves a sentence without credentials as it is", () => {
    expect(say`The ${foreign("foreign")} one.`.masked(masker({ kind: "none" }))).toBe("The foreign one.");
  });
});

test("a text of ours is not taken for a foreign one, which the types see", () => {
  const either = Math.random() > 2 ? "ours" : "also ours";
  // @ts-expect-error -- a text that is written out must be said
  expect(String(say`It is ${either}.`)).toBe("It is also ours.");
});
