import { randomUUID } from "node:crypto";

/** Stands in JSON where the digits of a number will stand: no caller can write it. */
const mark = randomUUID();

/** A whole number that JavaScript would round. Java keeps it, with all its digits. */
export class ExactNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  toJSON(): string {
    return `${mark}${this.digits}`;
  }
}

/** A whole number of JSON or Ion. */
export function wholeNumber(digits: string): number | ExactNumber {
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : new ExactNumber(digits);
}

/** Texts, so that what stands in them is passed over, and numbers that may be too large. */
const textOrLarge = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** As `JSON.parse`, but whole numbers keep their digits. */
export function readExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const marked = text.replaceAll(textOrLarge, (found) =>
    found.startsWith('"') ? found : `"${mark}${found}"`,
  );
  if (marked === text) return value;
  return JSON.parse(marked, (_, one: unknown) =>
    typeof one === "string" && one.startsWith(mark) ? wholeNumber(one.slice(mark.length)) : one,
  );
}

const markedNumber = new RegExp(`"${mark}(-?\\d+)"`, "g");

/** As `JSON.stringify`, of a value that may hold such numbers. */
export function writeExactly(value: unknown): string {
  return (JSON.stringify(value) as string | undefined)?.replaceAll(markedNumber, "$1") ?? "";
}
