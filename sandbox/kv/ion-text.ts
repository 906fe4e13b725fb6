import { wholeNumber, type ExactNumber } from "../values/exact-number.ts";

/** Thrown where a text is no Ion value. */
export class IonError extends Error {
  override readonly name = "IonError";
}

/** A date or an instant of an Ion text, as it was written. */
export class IonTimestamp {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Ion = null | boolean | number | ExactNumber | string | IonTimestamp | readonly Ion[] | IonStruct;

export interface IonStruct {
  readonly [name: string]: Ion;
}

interface Read<Value extends Ion = Ion> {
  readonly value: Value;
  /** Where the value ends. */
  readonly end: number;
}

const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const stop = /(?=[\s{}[\](),"'/]|$)/y;
const symbol = /[A-Za-z_$][\w$]*/y;
const timestamp = /\d{4}-\d{2}-\d{2}(T(\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?/y;
const radix = /-?0(?:[xX][\da-fA-F_]+|[bB][01_]+)/y;
const decimal = /-?(?:0|[1-9](?:_?\d)*)(?:\.(?:\d(?:_?\d)*)?)?(?:[eEdD][+-]?\d+)?/y;

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  a: "\u0007",
  v: "\v",
  "0": "\0",
  "\n": "",
};

function at(pattern: RegExp, text: string, from: number): string | undefined {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0];
}

function skip(text: string, from: number): number {
  return from + (at(blank, text, from)?.length ?? 0);
}

function unescape(text: string): string {
  return text.replaceAll(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g,
    (_, x?: string, u?: string, long?: string, other: string = "") => {
      const code = x ?? u ?? long;
      return code === undefined ? (escapes[other] ?? other) : String.fromCodePoint(Number.parseInt(code, 16));
    },
  );
}

/** A text between quotes; long ones may stand several times in a row. */
function readQuoted(text: string, from: number): Read<string> {
  const long = text.startsWith("'''", from);
  const pattern = long
    ? /'''((?:[^\\']|\\[\s\S]|'(?!''))*)'''/y
    : text[from] === '"'
      ? /"((?:[^"\\\n]|\\[\s\S])*)"/y
      : /'((?:[^'\\\n]|\\[\s\S])*)'/y;
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  if (found === null) throw new IonError("unterminated text");
  const value = unescape(found[1] ?? "");
  const end = from + found[0].length;
  const next = skip(text, end);
  if (!long || !text.startsWith("'''", next)) return { value, end };
  const rest = readQuoted(text, next);
  return { value: `${value}${rest.value}`, end: rest.end };
}

function readNumber(text: string, from: number): Read | undefined {
  const instant = at(timestamp, text, from);
  if (instant !== undefined) return { value: new IonTimestamp(instant), end: from + instant.length };
  const found = at(radix, text, from) ?? at(decimal, text, from);
  if (found === undefined) return undefined;
  const plain = found.replaceAll("_", "").replace(/[dD](?=[+-]?\d+$)/, "e");
  const sign = plain.startsWith("-") ? -1 : 1;
  const isWhole = /^-?\d+$/.test(plain);
  const value = /^-?0[xXbB]/.test(plain)
    ? sign * Number(plain.replace("-", ""))
    : isWhole
      ? wholeNumber(plain)
      : Number(plain);
  return { value, end: from + found.length };
}

function readWord(text: string, from: number): Read {
  const word = at(symbol, text, from);
  if (word === undefined) throw new IonError(`unexpected ${text[from] ?? "end"}`);
  const end = from + word.length;
  if (word === "null") return { value: null, end: end + (at(/\.[a-z]+/y, text, end)?.length ?? 0) };
  if (word === "true" || word === "false") return { value: word === "true", end };
  return { value: word, end };
}

function readList(text: string, from: number, close: string): Read {
  const items: Ion[] = [];
  let place = skip(text, from + 1);
  while (text[place] !== close) {
    const item = readIon(text, place);
    items.push(item.value);
    place = skip(text, item.end);
    if (text[place] === ",") place = skip(text, place + 1);
    else if (text[place] !== close && close === "]") throw new IonError("expected , or ]");
  }
  return { value: items, end: place + 1 };
}

/** Words that mean something are names like others in front of a colon. */
function nameOf(value: Ion): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readStruct(text: string, from: number): Read {
  const fields: Record<string, Ion> = {};
  let place = skip(text, from + 1);
  while (text[place] !== "}") {
    const quoted = text[place] === '"' || text[place] === "'";
    const name = quoted ? readQuoted(text, place) : readWord(text, place);
    place = skip(text, name.end);
    if (text[place] !== ":") throw new IonError("expected :");
    const value = readIon(text, place + 1);
    fields[nameOf(name.value)] = value.value;
    place = skip(text, value.end);
    if (text[place] === ",") place = skip(text, place + 1);
    else if (text[place] !== "}") throw new IonError("expected , or }");
  }
  return { value: fields, end: place + 1 };
}

/** Reads the first Ion value from a place on; what follows it is not looked at. Throws an `IonError`. */
export function readIon(text: string, from = 0): Read {
  const place = skip(text, from);
  const first = text[place];
  if (first === undefined) throw new IonError("no value");
  if (first === '"' || first === "'") return readQuoted(text, place);
  if (first === "[") return readList(text, place, "]");
  if (first === "(") return readList(text, place, ")");
  if (first === "{") return readStruct(text, place);
  if (!/[-\d]/.test(first)) return readWord(text, place);
  const number = readNumber(text, place);
  if (number === undefined || at(stop, text, number.end) === undefined) throw new IonError("no number");
  return number;
}
