import { endOfString } from "./string.ts";

const quote = 0x22;

/**
 * True for JSON whose arrays and objects are nested deeper than that: to be asked before anything is built that is so
 * deep, since many functions that go through it call themselves for each level.
 */
export function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at + 1);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > most) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}
