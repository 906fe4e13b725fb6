import { endOfString } from "./string.ts";

/** Where a number may stand that a double does not hold: many digits, or an exponent. It also finds texts that only look so. */
const suspicious = /(?:^|[[:,\s])-?\d(?:[\d.]{15,}|[\d.]*[eE])/;

const behind = /[ \t\r\n]*/y;

const zero = 0x30;

const token = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Digits that a double always holds. */
const held = 15;

/**
 * A JSON text in which every number that a double would round is written anew: `9007199254740993`, `1e400`,
 * `0.12345678901234567890`. The same text where there is none, which is found out fast. Of a text that is not valid JSON
 * no valid JSON comes, so that only what comes need be parsed.
 * @param write gets the number as it stands there, and gives a value as JSON
 */
export function rewriteRounded(text: string, write: (number: string) => string): string {
  if (!suspicious.test(text)) return text;
  const parts: string[] = [];
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at + 1);
    else if (code === 0x2d || isDigit(code)) {
      const short = endOfShort(text, at);
      if (short !== undefined) {
        at = short - 1;
        continue;
      }
      token.lastIndex = at;
      const number = token.exec(text)?.[0] ?? "";
      const end = at + number.length;
      if (!isHeld(number) && !isMisplaced(number, text, end)) {
        parts.push(text.slice(done, at), write(number));
        done = end;
      }
      at = Math.max(at, end - 1);
    }
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(done);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Where a number ends that is so short that a double holds it; undefined for any other. */
function endOfShort(text: string, start: number): number | undefined {
  for (let at = start + 1; at <= start + held; at++) {
    const code = text.charCodeAt(at);
    // An `e` in either case.
    if ((code | 0x20) === 0x65) return undefined;
    if (code !== 0x2e && !isDigit(code)) return at;
  }
  return undefined;
}

/** True where JSON has no such number: as a key, or with a zero before other digits. */
function isMisplaced(number: string, text: string, end: number): boolean {
  return /^-?0\d/.test(number) || isKey(text, end);
}

function isKey(text: string, end: number): boolean {
  behind.lastIndex = end;
  behind.test(text);
  return text[behind.lastIndex] === ":";
}

/** True where a double has exactly the value that a JSON number says, however it is written. */
function isHeld(number: string): boolean {
  const value = Number(number);
  const shortest = String(value);
  return shortest === number || (Number.isFinite(value) && plain(number) === plain(shortest));
}

/** The significant digits and the place of the last one: `1.50e3` and `1500` are the same. */
function plain(number: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const digits = `${whole}${fraction}`;
  let start = 0;
  while (digits.charCodeAt(start) === zero) start++;
  if (start === digits.length) return "0";
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === zero) end--;
  return `${sign}${digits.slice(start, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}
