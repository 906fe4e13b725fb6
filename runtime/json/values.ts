import { endOfString } from "./string.ts";

const quote = 0x22;

/**
 * True for JSON that holds more values than that: to be asked before anything is built of them, since they take more room
 * than their text. It counts one too many for each array or object that is empty.
 */
export function hasMoreValues(text: string, most: number): boolean {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at + 1);
    else if ((code === 0x2c || code === 0x5b || code === 0x7b) && ++count > most) return true;
  }
  return false;
}
