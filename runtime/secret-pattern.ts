/** A backslash of JSON or of a path, in a URL, too. */
const slash = "(?:\\\\|%(?:25){0,2}5[cC])";

/** JSON within JSON within JSON doubles them twice; without a bound a text of them alone would take for ever. */
const slashes = (least: number, most = 8) => `${slash}{${least},${most}}`;

/** What a character reference begins with, itself escaped or not. */
const reference = `(?:&|${slashes(1)}u0026|%(?:25){0,2}26)(?:amp;){0,2}`;

const named: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
};

const short: Readonly<Record<string, string>> = {
  "\b": "b",
  "\f": "f",
  "\n": "n",
  "\r": "r",
  "\t": "t",
};

/**
 * The source of a pattern, for the flag `u`, of a text in every form in which others may tell it: as it is, in JSON and in
 * JSON within that, in a URL once or more often encoded, in a form, in HTML; each character for itself.
 * @param also further characters that stand for one, such as `-` for `+`
 */
export function patternOf(text: string, also: Readonly<Record<string, string>> = {}): string {
  // A run of backslashes is one piece: of several, each with a count, a text could be divided in too many ways.
  const pieces = text.match(/\\+|[^\\]/gsu) ?? [];
  return pieces
    .map((piece) => (piece.startsWith("\\") ? run(piece.length) : character(piece, also)))
    .join("");
}

/** The same of bytes in base64, in its standard and its URL alphabet, padded and not. */
export function base64PatternOf(bytes: Buffer): string {
  const text = bytes.toString("base64").replace(/=+$/, "");
  return `${patternOf(text, { "+": "-", "/": "_" })}(?:${character("=", {})}){0,2}`;
}

function run(length: number): string {
  return `(?:${slashes(length, 8 * length)}|(?:${slashes(1)}u005[cC]|${numeric(0x5c)}){${length}})`;
}

function character(char: string, also: Readonly<Record<string, string>>): string {
  if (/[a-z0-9]/i.test(char)) return char;
  const point = char.codePointAt(0) ?? 0;
  const units = char.split("").map((unit) => `${slashes(1)}u${hex(unit.charCodeAt(0), 4)}`);
  const bytes = [Buffer.from(char), ...(point >= 0x80 && point <= 0xff ? [Buffer.of(point)] : [])];
  const forms = [
    units.join(""),
    numeric(point),
    ...(named[char] === undefined ? [] : [`${reference}${named[char]};`]),
    ...(short[char] === undefined ? [] : [slashes(1) + short[char]]),
    ...(char === " " ? [`(?:\\+|${percent(Buffer.from("+"))})`] : []),
    // What takes no half of a pair puts this in its place.
    ...(char.isWellFormed() ? [] : ["\\ufffd"]),
    ...(also[char] === undefined ? [] : [also[char]]),
    // Last, since others begin with it.
    `${slashes(0)}(?:${bytes.map(percent).join("|")}|\\u{${point.toString(16)}})`,
  ];
  return `(?:${forms.join("|")})`;
}

function percent(bytes: Buffer): string {
  return [...bytes].map((byte) => `%(?:25){0,2}${hex(byte, 2)}`).join("");
}

function numeric(point: number): string {
  return `${reference}#(?:0{0,6}${point}|[xX]0{0,6}${hex(point, 1)});`;
}

/** Hexadecimal digits of either case. */
function hex(number: number, digits: number): string {
  return number
    .toString(16)
    .padStart(digits, "0")
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
