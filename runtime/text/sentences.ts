import { foreign, joined, own, Said } from "./said.ts";

/**
 * Texts of several hands as one text: each ends as a sentence, whatever its author wrote at its end, and what is
 * undefined or empty is left out.
 */
export function sentences(...parts: readonly (string | Said | undefined)[]): Said {
  const said = parts.map((part) => (part instanceof Said ? part : foreign(part ?? "")));
  return joined(said.filter((part) => String(part).trim() !== "").map(ended), " ");
}

/** A text without what ends it, to stand in the middle of a sentence of ours; a question or an exclamation stays one. */
export function unended(text: string): string {
  const trimmed = text.trim();
  const kept = withoutEnd(trimmed, /[\s.,;:]/u);
  return trimmed.slice(kept.length).includes("...") ? `${kept}...` : kept;
}

/** A full stop at the end, unless it ends as a sentence does already, in quotes or not. */
function ended(said: Said): Said {
  const pieces = [...said.pieces];
  const first = pieces[0];
  if (first !== undefined) pieces[0] = { ...first, text: first.text.trimStart() };
  while (pieces.at(-1)?.text.trim() === "") pieces.pop();
  const last = pieces.pop();
  if (last === undefined) return own("");
  if (last.cut !== undefined) return new Said([...pieces, last, { text: ".", own: true }]);
  const text = last.text.trimEnd();
  if (/[.?!\u2026]["'`\u2019\u201D)\]}]*$/u.test(text)) {
    return new Said([
      ...pieces,
      { ...last, text: text.replace(/([?!])\s*\.$/u, "$1").replace(/(?<!\.)\.\.$/u, ".") },
    ]);
  }
  return new Said([...pieces, { ...last, text: withoutEnd(text, /[\s,;:]/u) }, { text: ".", own: true }]);
}

/** Looked for from the end: a pattern would begin anew at each of these characters in the text. */
function withoutEnd(text: string, those: RegExp): string {
  let end = text.length;
  while (end > 0 && those.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
