import { withoutUnseen } from "../../text/visible.ts";

/** Marks above and below one letter: no language writes more, and towers of them cover the lines around. */
const mostMarks = 3;

/** Characters of a name: people read it on a page. */
const longest = 100;

/** Letters that look like Latin ones. */
const lookalike =
  /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Armn}\p{sc=Cher}\p{sc=Copt}\p{sc=Lisu}\p{sc=Cans}\p{sc=Dsrt}\p{sc=Osge}]/gu;

const word = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * What a program calls itself, as far as it stands beside what we say of it without hiding or changing that: in its common
 * form, without what is not seen, without towers of marks, and with letters written out that pass for Latin ones of the same
 * word (`Cl\u{430}ude`). Whether it lies nobody knows.
 * @returns empty where nothing of it is left
 */
export function plainName(name: string): string {
  const seen = withoutUnseen(name.normalize("NFKC").replace(/\s+/gu, " "));
  const bounded = seen
    .replace(/\p{Me}/gu, "")
    .replace(new RegExp(`(?<=\\p{M}{${mostMarks}})\\p{M}+`, "gu"), "")
    .replace(/(?<=^|\s)\p{M}+/gu, "");
  const unmixed = bounded.replace(word, (one) => (/\p{sc=Latn}/u.test(one) ? spelt(one) : one));
  return Array.from(unmixed.trim()).slice(0, longest).join("").trim();
}

function spelt(mixed: string): string {
  return mixed.replace(lookalike, (it) => `\\u{${(it.codePointAt(0) ?? 0).toString(16)}}`);
}
