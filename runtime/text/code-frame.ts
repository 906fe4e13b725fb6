/** Columns of a terminal that a line of code may take. */
const widest = 100;

/**
 * A line of a text with a mark below: two lines, with the line's number in the margin. A long line is cut around the mark.
 * @param column from 1, in characters as JavaScript counts them
 */
export function codeFrame(text: string, line: number, column: number, length: number): readonly string[] {
  const code = (text.split("\n")[line - 1] ?? "").replace(/\r$/u, "");
  const cut = cutAround(code, column - 1, length);
  const margin = `  ${line} | `;
  const below = `${" ".repeat(margin.length - 2)}| `;
  const before = cut.code.slice(0, cut.from);
  const marked = cut.code.slice(cut.from, cut.from + cut.length);
  const caret = "^".repeat(Math.max(1, widthOf(marked)));
  return [`${margin}${legible(cut.code)}`, `${below}${blanks(before)}${caret}`];
}

interface Cut {
  readonly code: string;
  readonly from: number;
  readonly length: number;
}

function cutAround(code: string, from: number, length: number): Cut {
  if (widthOf(code) <= widest) return { code, from, length };
  const shown = Math.min(length, widest / 2);
  const start = Math.max(0, Math.min(from - widest / 4, code.length - widest));
  const end = Math.min(code.length, start + widest);
  const [open, close] = [start > 0 ? "…" : "", end < code.length ? "…" : ""];
  return {
    code: `${open}${code.slice(start, end)}${close}`,
    from: from - start + open.length,
    length: shown,
  };
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function charactersOf(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), (it) => it.segment);
}

/** As wide as the text, with its tabs kept: so the mark is below it, whatever a tab is worth. */
function blanks(text: string): string {
  return charactersOf(text)
    .map((it) => (it === "\t" ? "\t" : " ".repeat(widthOf(it))))
    .join("");
}

/** Columns that a terminal gives to a text: two for what East Asia writes and for pictures. A tab counts for one. */
function widthOf(text: string): number {
  return charactersOf(text).reduce((sum, it) => sum + (wide.test(it) ? 2 : 1), 0);
}

const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}])/u;

/** Without characters that a terminal would obey, or that break its line. */
export function legible(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    "\u{fffd}",
  );
}
