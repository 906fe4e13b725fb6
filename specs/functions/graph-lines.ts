/** What a line takes of a result's JSON: its characters and the line end, which is written as two. */
const lineEnd = 2;

/** Characters that are kept for the sentence on what is left out, and for the quotation marks. */
const sentence = 200;

/** Characters that lines take of a result's JSON, where none of theirs is escaped. */
export function roomOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + lineEnd, 0);
}

/** Indented lines, of which those are kept that fit: one that does not is not even made, nor is any behind it. */
export class GraphLines {
  readonly #kept: string[] = [];
  #room: number;
  #left = 0;

  /** @param room characters of JSON at most */
  constructor(room: number) {
    this.#room = room - sentence;
  }

  add(indent: number, ...parts: readonly string[]): void {
    const length = parts.reduce((sum, part) => sum + part.length, indent);
    if (this.#left > 0 || length + lineEnd > this.#room) this.#left++;
    else {
      this.#room -= length + lineEnd;
      this.#kept.push(" ".repeat(indent) + parts.join(""));
    }
  }

  /** Those that fit, and a sentence on how many do not. */
  all(): readonly string[] {
    if (this.#left === 0) return this.#kept;
    const lines = this.#left === 1 ? "line is" : "lines are";
    return [
      ...this.#kept,
      `${this.#left} more ${lines} left out, because the result would be too long: ask for the dependencies of single flows.`,
    ];
  }
}
