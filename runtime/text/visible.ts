/** As in JavaScript and most other languages. */
const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * What makes a text look like another one: control, direction and invisible characters, such as those that choose among
 * forms of the one before and letters without ink, line ends, halves of pairs. Such an expression takes V8 long to read, and a start
 * needs none.
 */
const unseen = () => (read ??= /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu);
let read: RegExp | undefined;

/**
 * A text in which such characters are written out (`\n`, `\u{1b}`), so that it starts no line, moves no cursor and hides
 * nothing where it is shown.
 */
export function visible(text: string): string {
  return text.replace(unseen(), (it) => short[it] ?? `\\u{${(it.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A text that has none of them. */
export function withoutUnseen(text: string): string {
  return text.replace(unseen(), "");
}

/** JSON in which they are escaped: the same value, safe for a terminal. */
export function visibleJson(json: string): string {
  return json.replace(unseen(), (it) =>
    it === "\n" ? it : Array.from({ length: it.length }, (_, i) => escaped(it.charCodeAt(i))).join(""),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
