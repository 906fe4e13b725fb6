/** No character: what stands at the end of every decoded text. */
const end = -1;

const backslash = 0x5c;
const percent = 0x25;
const semicolon = 0x3b;
const ampersand = 0x26;
const letterU = 0x75;

/** Characters of a command to a terminal: a colour has at most nineteen. */
const longestControl = 24;

/** Characters of the longest character reference. */
const longestReference = 18;

/** What HTML has names for in ASCII: letters have none. */
const names =
  'amp & AMP & lt < LT < gt > GT > quot " QUOT " apos \' excl ! num # dollar $ percnt % lpar ( rpar ) ast * midast * plus + ' +
  "comma , period . sol / colon : semi ; equals = quest ? commat @ lsqb [ lbrack [ rsqb ] rbrack ] bsol \\ Hat ^ lowbar _ " +
  "grave ` lcub { lbrace { rcub } rbrace } verbar | vert | VerticalLine |";

const named = new Map(
  [...names.matchAll(/\b(\w+) (\S)/g)].map(([, name = "", char = ""]) => [name, char.charCodeAt(0)]),
);

/** What a few last characters stand for. */
interface Reduced {
  /** How many they are. */
  readonly length: number;
  readonly value: number;
}

/**
 * A text with everything decoded that URLs, JSON and HTML encode, as often as it is: `%2541` and `\\u0041` are `A`. What is decoded
 * may be a part of what is decoded next, so one pass is enough, and it takes as long as the text is. Backslashes are left out,
 * since their number tells how often a text became JSON. Each character knows where it stood. The last one is none: behind the
 * text.
 */
export class DecodedText {
  /** Code points; a byte of a URL that is not ASCII is negative: its charset is unknown. */
  readonly values: Int32Array;
  /** Where each stood, with the backslashes that escaped it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Where the backslashes before each began; negative where there are none. */
  readonly runs: Int32Array;
  /** Where the backslashes before each ended. */
  readonly owns: Int32Array;
  /** 1 where it was told by its number, as `\\u006e`: then the backslashes before it make no line end of it. */
  readonly numbered: Uint8Array;
  #length = 0;
  #run = -1;

  constructor(text: string) {
    const size = text.length + 1;
    this.values = new Int32Array(size);
    this.starts = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.runs = new Int32Array(size);
    this.owns = new Int32Array(size);
    this.numbered = new Uint8Array(size);
    for (let at = 0; at < text.length; at++) this.#take(text.charCodeAt(at), at);
    this.#append(end, text.length, text.length, text.length);
  }

  /** Characters, with the one behind the text. */
  get length(): number {
    return this.#length;
  }

  /** Whether what ends there is part of a word: no space in whatever encoding, and no colour of a terminal. */
  isWordBefore(at: number): boolean {
    const last = this.endingAt(at);
    const value = this.values[last] ?? end;
    if (value < 0) return true;
    if (this.isEscaped(last) && this.#isControl(last)) return false;
    return /[\p{L}\p{N}_]/u.test(String.fromCodePoint(value)) && !this.#endsControl(last);
  }

  /** Whether the backslashes before a letter make a control character of it. */
  isEscaped(at: number): boolean {
    return (this.runs[at] ?? -1) >= 0 && this.numbered[at] === 0;
  }

  /** Whether the character is the last of a sequence that a terminal takes for a command, such as `ESC[31m`. */
  #endsControl(last: number): boolean {
    let at = last - 1;
    while (last - at < longestControl && isParameter(this.values[at] ?? end)) at--;
    return this.values[at] === 0x5b && this.values[at - 1] === 0x1b;
  }

  /** Where a character that is encoded stands in all; undefined of one that stands for itself. */
  encodedAt(at: number): { readonly start: number; readonly end: number } | undefined {
    const [start = 0, own = 0, end = 0] = [this.starts[at], this.owns[at], this.ends[at]];
    const isEncoded = end - own > 1 || (this.isEscaped(at) && this.#isControl(at));
    return isEncoded ? { start, end } : undefined;
  }

  #isControl(at: number): boolean {
    const value = this.values[at] ?? end;
    return value >= 0 && "bfnrt".includes(String.fromCodePoint(value));
  }

  /** The character that ends there, and the last one if none does. */
  endingAt(at: number): number {
    let [low, high] = [0, this.#length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return this.ends[low] === at ? low : this.#length - 1;
  }

  #take(given: number, at: number): void {
    let value = given;
    let start = at;
    let own = at;
    let isNumber = false;
    // A loop, since the chain may be as long as the text.
    for (;;) {
      if (value === backslash) {
        if (this.#run < 0) this.#run = start;
        return;
      }
      this.#append(value, start, own, at + 1);
      this.numbered[this.#length - 1] = isNumber ? 1 : 0;
      const reduced = this.#reduced(value);
      if (reduced === undefined) return;
      this.#length -= reduced.length;
      const first = this.#length;
      ({ value } = reduced);
      own = this.owns[first] ?? 0;
      this.#run = this.runs[first] ?? -1;
      const isEscape = this.values[first] === letterU;
      isNumber = isEscape;
      start = isEscape ? this.#run : (this.starts[first] ?? 0);
      // What this was a part of begins there, too.
      if (value === backslash) this.#run = start;
    }
  }

  #append(value: number, start: number, own: number, after: number): void {
    const at = this.#length++;
    this.values[at] = value;
    this.starts[at] = this.#run >= 0 && isEscapable(value) ? this.#run : start;
    this.owns[at] = own;
    this.ends[at] = after;
    this.runs[at] = this.#run;
    this.#run = -1;
  }

  /** The value so many before the end, 1 being the last. */
  #last(back: number): number {
    return this.values[this.#length - back] ?? end;
  }

  #reduced(value: number): Reduced | undefined {
    if (hexOf(value) >= 0) return this.#byte() ?? this.#escape();
    if (value === semicolon) return this.#reference();
    const high = this.#length > 1 ? this.#last(2) : end;
    if (value >> 10 !== 0x37 || high >> 10 !== 0x36) return undefined;
    return { length: 2, value: 0x10000 + ((high & 0x3ff) << 10) + (value & 0x3ff) };
  }

  #byte(): Reduced | undefined {
    if (this.#length < 3 || this.#last(3) !== percent) return undefined;
    const byte = this.#hex(2);
    return byte < 0 ? undefined : { length: 3, value: byte < 0x80 ? byte : -byte };
  }

  #escape(): Reduced | undefined {
    const first = this.#length - 5;
    if (first < 0 || this.values[first] !== letterU || !this.isEscaped(first)) return undefined;
    const value = this.#hex(4);
    return value < 0 ? undefined : { length: 5, value };
  }

  /** The number of the last digits; negative where they are none. */
  #hex(digits: number): number {
    let number = 0;
    for (let back = digits; back > 0; back--) {
      const at = this.#length - back;
      const digit = hexOf(this.values[at] ?? end);
      // Behind a backslash `b` and `f` are control characters.
      if (digit < 0 || (this.isEscaped(at) && this.#isControl(at))) return -1;
      number = number * 16 + digit;
    }
    return number;
  }

  #reference(): Reduced | undefined {
    let name = "";
    for (let length = 2; length <= Math.min(longestReference, this.#length); length++) {
      const value = this.#last(length);
      if (value === ampersand) {
        const point = referred(name);
        return point === undefined ? undefined : { length, value: point };
      }
      if (!isAlphanumeric(value) && value !== 0x23) return undefined;
      name = String.fromCharCode(value) + name;
    }
    return undefined;
  }
}

function referred(name: string): number | undefined {
  const char = named.get(name);
  if (char !== undefined) return char;
  const [, hex, decimal] = /^#(?:[xX]([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? [];
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point <= 0x10ffff ? point : undefined;
}

function isParameter(value: number): boolean {
  return (value >= 0x30 && value <= 0x39) || value === semicolon;
}

function hexOf(value: number): number {
  if (value >= 0x30 && value <= 0x39) return value - 0x30;
  const small = value | 0x20;
  return value > 0 && small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
}

function isAlphanumeric(value: number): boolean {
  const small = value | 0x20;
  return (value >= 0x30 && value <= 0x39) || (value > 0 && small >= 0x61 && small <= 0x7a);
}

/** A backslash before another letter than those of JSON is one of a path. */
function isEscapable(value: number): boolean {
  return !isAlphanumeric(value) || "bfnrt".includes(String.fromCharCode(value));
}
