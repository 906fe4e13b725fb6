/** A piece of a text that is replaced: from, to (not included), in UTF-16 units. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What an edit does to whole lines of a file, for people. */
export interface LineChange {
  /** From 1: the first line that differs. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Applies edits, in any order; one that is given twice counts once. @throws Error where two overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const once = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  const sorted = once.sort((a, b) => a.from - b.from || a.to - b.to);
  let result = "";
  let at = 0;
  for (const edit of sorted) {
    if (edit.from < at) throw new Error("Two edits overlap.");
    result += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return result + text.slice(at);
}

/** True where no edit of one list touches one of the other, except that both hold the same edit. */
export function fitTogether(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return a.every((one) =>
    b.every(
      (other) =>
        JSON.stringify(one) === JSON.stringify(other) || one.to <= other.from || other.to <= one.from,
    ),
  );
}

/** The lines that differ between two texts; undefined where none does. */
export function lineChange(before: string, after: string): LineChange | undefined {
  if (before === after) return undefined;
  const a = before.split("\n");
  const b = after.split("\n");
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return {
    line: head + 1,
    before: a.slice(head, a.length - tail),
    after: b.slice(head, b.length - tail),
  };
}

/** Moves all lines but the first by so many spaces, to the right or (negative) to the left; empty ones stay empty. */
export function shifted(text: string, by: number): string {
  const [first = "", ...rest] = text.split("\n");
  const move = (line: string): string => {
    if (line.trim() === "") return line;
    if (by >= 0) return " ".repeat(by) + line;
    const indent = line.length - line.trimStart().length;
    return line.slice(Math.min(indent, -by));
  };
  return [first, ...rest.map(move)].join("\n");
}

/** The column, from 0, of a place in a text. */
export function columnAt(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** Where the line of a place begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}
