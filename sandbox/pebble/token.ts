import { PebbleError } from "./error.ts";

export interface Token {
  readonly kind: "name" | "number" | "string" | "symbol";
  readonly text: string;
}

/** A template cut at its delimiters: plain text, or the source of one `{{ … }}`. Comments are left out. */
export type Segment =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "print"; readonly source: string };

const symbols = [
  "??",
  "==",
  "!=",
  "<=",
  ">=",
  "<",
  ">",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ".",
  ",",
  ":",
  "?",
  "|",
  "~",
  "+",
  "-",
  "*",
  "/",
  "%",
  "=",
];

const spaces = /\s+/y;
const names = /[A-Za-z_][A-Za-z0-9_]*/y;
const numbers = /\d+(?:\.\d+)?/y;
const strings = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/y;

function at(pattern: RegExp, source: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(source) ?? undefined;
}

/** The tokens of the inside of one `{{ … }}`. */
export function tokens(source: string): readonly Token[] {
  const found: Token[] = [];
  let index = 0;
  while (index < source.length) {
    const space = at(spaces, source, index);
    if (space !== undefined) {
      index += space[0].length;
      continue;
    }
    const string = at(strings, source, index);
    const word = string ?? at(names, source, index) ?? at(numbers, source, index);
    const symbol = symbols.find((candidate) => source.startsWith(candidate, index));
    if (word !== undefined) {
      const text =
        string === undefined ? word[0] : (string[1] ?? string[2] ?? "").replaceAll(/\\(.)/gs, "$1");
      found.push({ kind: string !== undefined ? "string" : /^\d/.test(word[0]) ? "number" : "name", text });
      index += word[0].length;
    } else if (symbol !== undefined) {
      found.push({ kind: "symbol", text: symbol });
      index += symbol.length;
    } else {
      throw new PebbleError(`Unexpected character [${source.charAt(index)}] ({{${source}}}:1)`);
    }
  }
  return found;
}

/** Where `{{` closes, strings skipped: a `}}` in quotes does not close it. */
function closing(template: string, start: number): number {
  let index = start;
  while (index < template.length) {
    if (template.startsWith("}}", index)) return index;
    const string = at(strings, template, index);
    index += string === undefined ? 1 : string[0].length;
  }
  throw new PebbleError(
    `io.pebbletemplates.pebble.error.ParserException: Unexpected token of value "null" and type EOF, expected token of type PRINT_END (${template}:1)`,
  );
}

export function segments(template: string): readonly Segment[] {
  const found: Segment[] = [];
  let index = 0;
  while (index < template.length) {
    const open = /\{\{|\{#|\{%/g;
    open.lastIndex = index;
    const next = open.exec(template);
    const end = next?.index ?? template.length;
    if (end > index) found.push({ kind: "text", text: template.slice(index, end) });
    if (next === null) break;
    if (next[0] === "{{") {
      const close = closing(template, end + 2);
      found.push({ kind: "print", source: template.slice(end + 2, close) });
      index = close + 2;
    } else if (next[0] === "{#") {
      const close = template.indexOf("#}", end);
      index = close < 0 ? template.length : close + 2;
    } else {
      throw new PebbleError(`Tags are not understood here (${template}:1)`);
    }
  }
  return found;
}
