import { endOfString } from "./string.ts";

const quote = 0x22;

/** What JSON may hold. */
export interface JsonBounds {
  /** Arrays and objects within each other. */
  readonly depth: number;
  /** Values in all, where one too many is counted for each array or object that is empty; absent: any number. */
  readonly values?: number;
}

/**
 * Which bound a JSON is beyond; the depth where it is both. To be asked before anything is built of it: many functions that
 * go through JSON call themselves for each level, and values take more room than their text.
 */
export function beyond(
  text: string,
  { depth: deepest, values: most = Infinity }: JsonBounds,
): "depth" | "values" | undefined {
  let depth = 0;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at + 1);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > deepest) return "depth";
      count++;
    } else if (code === 0x5d || code === 0x7d) depth--;
    else if (code === 0x2c) count++;
  }
  return count > most ? "values" : undefined;
}
