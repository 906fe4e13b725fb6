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
  // Each value has a character at least.
  if (text.length <= most && hasFew(text, deepest)) return undefined;
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

/** Whether no more arrays and objects begin than may lie within each other, which is found out without reading all of it. */
function hasFew(text: string, most: number): boolean {
  let left = most;
  for (const opening of ["[", "{"])
    for (let at = text.indexOf(opening); at !== -1; at = text.indexOf(opening, at + 1))
      if (left-- === 0) return false;
  return true;
}
