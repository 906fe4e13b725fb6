import { wrapped } from "../commands/columns.ts";

/** What is told of a command. */
export interface Topic {
  /** What stands behind it. */
  readonly form: string;
  /** In a few words, for the list of all. */
  readonly does: string;
  /** More of it, each a paragraph. */
  readonly more?: readonly string[];
  /** What it takes -> what that is. */
  readonly takes?: Readonly<Record<string, string>>;
}

/** Characters of a line: terminals have as many where nobody chose. */
const width = 80;

/** A paragraph on lines of a terminal. */
export function paragraph(text: string): string {
  return `${wrapped(text, width)}\n`;
}

/** Words and what they are, below each other; where a word is too long for that, what it is stands below it. */
export function rows(pairs: Readonly<Record<string, string>>, column: number): string {
  return Object.entries(pairs)
    .map(([word, text]) => {
      const isLong = word.length > column - 4;
      const lines = wrapped(text, width - column).split("\n");
      const [first = "", ...rest] = isLong ? ["", ...lines] : lines;
      const begin = `  ${word}`.padEnd(column);
      return [`${begin}${first}`.trimEnd(), ...rest.map((line) => `${" ".repeat(column)}${line}`), ""].join(
        "\n",
      );
    })
    .join("");
}

/** What `kestra-mcp help` prints of one command. */
export function topicText(command: string, { form, does, more = [], takes = {} }: Topic): string {
  const begin = `Usage: ${`kestra-mcp ${command}`.trimEnd()} ${form}`.trimEnd();
  const parts = [`${begin}\n`, ...(more.length > 0 ? more : [`${does}.`]).map(paragraph)];
  const taken = Object.keys(takes).length === 0 ? [] : [rows(takes, 24)];
  return [...parts, ...taken].join("\n");
}
