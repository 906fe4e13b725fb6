import { DecodedText } from "./decoded-text.ts";

/** One way to read a text: symbols, each of which knows where it stood. */
export interface View {
  readonly symbols: Int32Array;
  /** Of the decoded text, the character of each symbol. */
  readonly characters: Int32Array;
  /** How many spaces, a `+` being none, stand before each symbol, and in all. */
  readonly spaces: Int32Array;
}

/**
 * `utf8` has the bytes of the decoded text; `latin1` its characters, a byte of a URL being one; `base64` is `utf8` with one
 * alphabet for base64 and base64url.
 */
export type ViewName = "utf8" | "latin1" | "base64";

const space = 0x20;

/** What a form writes for a space: another could not tell which of them was meant. */
const plus = 0x2b;

/** What JSON writes for a character, behind a backslash. */
const controls = new Map(
  Object.entries({ b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }).map(
    ([letter, char]) => [letter.charCodeAt(0), char.charCodeAt(0)] as const,
  ),
);

/** The views of a text, each made when it is first asked for. */
export class TextViews {
  /** Of UTF-16, as they are. */
  readonly units: Int32Array;
  readonly decoded: DecodedText;
  readonly #made = new Map<ViewName, View>();

  constructor(text: string) {
    this.units = unitsOf(text);
    this.decoded = new DecodedText(text);
  }

  view(name: ViewName): View {
    const made = this.#made.get(name) ?? this.#make(name);
    this.#made.set(name, made);
    return made;
  }

  #make(name: ViewName): View {
    if (name === "latin1") return viewOf(this.decoded, latin1);
    if (name === "utf8") return viewOf(this.decoded, utf8);
    return inOneLine(this.view("utf8"));
  }
}

/** The UTF-16 units of a text. */
export function unitsOf(text: string): Int32Array {
  const units = new Int32Array(text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  return units;
}

type Encode = (value: number, put: (symbol: number) => void) => void;

function viewOf(text: DecodedText, encode: Encode): View {
  const { values, length } = text;
  // The last is none.
  const count = length - 1;
  let size = 0;
  const grow = () => {
    size++;
  };
  for (let character = 0; character < count; character++) encode(values[character] ?? 0, grow);
  const symbols = new Int32Array(size);
  const characters = new Int32Array(size);
  const spaces = new Int32Array(size + 1);
  let at = 0;
  let character = 0;
  const put = (symbol: number) => {
    const control = text.isEscaped(character) ? controls.get(symbol) : undefined;
    symbols[at] = symbol === plus ? space : (control ?? symbol);
    characters[at] = character;
    spaces[at + 1] = (spaces[at] ?? 0) + (symbol === space ? 1 : 0);
    at++;
  };
  for (; character < count; character++) encode(values[character] ?? 0, put);
  return { symbols, characters, spaces };
}

function latin1(value: number, put: (byte: number) => void): void {
  put(Math.abs(value));
}

function utf8(value: number, put: (byte: number) => void): void {
  if (value < 0x80) {
    put(Math.abs(value));
    return;
  }
  // What takes no half of a pair puts this in its place.
  const point = value >> 11 === 0x1b ? 0xfffd : value;
  if (point < 0x800) put(0xc0 | (point >> 6));
  else {
    if (point < 0x10000) put(0xe0 | (point >> 12));
    else {
      put(0xf0 | (point >> 18));
      put(0x80 | ((point >> 12) & 0x3f));
    }
    put(0x80 | ((point >> 6) & 0x3f));
  }
  put(0x80 | (point & 0x3f));
}

/** Long base64 is written in lines of 64 or 76 characters. */
function inOneLine({ symbols, characters }: View): View {
  const kept = Array.from(symbols.keys()).filter((at) => symbols[at] !== 0x0a && symbols[at] !== 0x0d);
  const spaces = new Int32Array(kept.length + 1);
  for (const [at, from] of kept.entries())
    spaces[at + 1] = (spaces[at] ?? 0) + (symbols[from] === space ? 1 : 0);
  return {
    symbols: Int32Array.from(kept, (at) => inStandardAlphabet(symbols[at] ?? 0)),
    characters: Int32Array.from(kept, (at) => characters[at] ?? 0),
    spaces,
  };
}

function inStandardAlphabet(symbol: number): number {
  if (symbol === 0x2d) return space;
  return symbol === 0x5f ? 0x2f : symbol;
}
