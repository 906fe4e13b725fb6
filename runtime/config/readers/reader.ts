import { ConfigurationError } from "../../errors.ts";
import { didYouMean } from "../../near-miss.ts";

/**
 * Reads what a variable holds.
 * @param name what it was given in, for an error to name
 * @throws ConfigurationError with that name
 */
export type Reader<T> = (text: string, name: string) => T;

/** As it is written. */
export const asWritten: Reader<string> = (text) => text;

/** The error of a value that may be shown: `X must be a, not "b".` */
export function mustBe(name: string, what: string, text: string): ConfigurationError {
  return new ConfigurationError(`${name} must be ${what}, not ${JSON.stringify(text)}.`);
}

/** One of some words, in any case. */
export function choice<const W extends string>(words: readonly W[]): Reader<W> {
  return meaning(Object.fromEntries(words.map((word) => [word, word])) as Record<W, W>);
}

/**
 * What a word stands for, in any case.
 * @param told the words that an error names, where others are only taken
 */
export function meaning<T>(
  meanings: Readonly<Record<string, T>>,
  told: readonly string[] = Object.keys(meanings),
): Reader<T> {
  return (text, name) => {
    const word = text.trim();
    const known = Object.keys(meanings).find((one) => one.toLowerCase() === word.toLowerCase());
    // It is a key of them; T may hold undefined.
    if (known !== undefined) return meanings[known] as T;
    const what = told.length > 2 ? `one of ${told.join(", ")}` : told.join(" or ");
    const { message } = mustBe(name, what, text);
    throw new ConfigurationError(message + didYouMean(word, Object.keys(meanings)));
  };
}

/** A switch. */
export const yesOrNo: Reader<boolean> = meaning(
  { true: true, 1: true, yes: true, on: true, false: false, 0: false, no: false, off: false },
  ["true", "false"],
);

/** Bounds of a number. */
interface Bounds {
  /** Of what is counted in whole numbers; absent: it may have a fraction, and is more than 0. */
  readonly least?: number;
  readonly most: number;
  /** What it counts, such as `seconds`, and an example: of one that may have a fraction. */
  readonly such?: { readonly unit: string; readonly example: number };
}

/** A number within bounds. */
export function number({ least, most, such = { unit: "a number", example: 1 } }: Bounds): Reader<number> {
  const what =
    least === undefined
      ? `${such.unit}, more than 0 and at most ${most}, such as ${such.example}`
      : `a whole number from ${least} to ${most}`;
  return (text, name) => {
    const value = least !== undefined && !/^\d+$/.test(text.trim()) ? NaN : Number(text);
    if (value <= most && (least === undefined ? value > 0 : value >= least)) return value;
    throw mustBe(name, what, text);
  };
}

/** Milliseconds, of a number of seconds. */
export function milliseconds(seconds: Reader<number>): Reader<number> {
  return (text, name) => Math.ceil(1000 * seconds(text, name));
}

/** Words with spaces or commas between. */
export const words: Reader<readonly string[]> = (text) => text.split(/[\s,]+/).filter((one) => one !== "");

/** Words with commas or line ends between, each read by itself. */
export function list<T>(word: Reader<T>): Reader<readonly T[]> {
  return (text, name) =>
    text
      .split(/[,\n]/)
      .map((one) => one.trim())
      .filter((one) => one !== "")
      .map((one) => word(one, name));
}
