import { MessageError } from "./client-message.ts";
import { parseMessage } from "./foreign-json.ts";
import { invalidRequest, parseError } from "./handler.ts";
import { isDeeper } from "./json-depth.ts";
import { limits } from "./limits.ts";

/**
 * The value of a text that a client sent, with numbers as `parseMessage` leaves them.
 * @throws MessageError for what is not JSON, for what is nested too deeply, and for what holds too many values
 */
export function parseJson(text: string): unknown {
  if (isDeeper(text, limits.depth)) {
    throw new MessageError(invalidRequest, `The JSON is nested more than ${limits.depth} levels deep.`, null);
  }
  if (hasMoreValues(text, limits.values))
    throw new MessageError(invalidRequest, `The JSON holds more than ${limits.values} values.`, null);
  try {
    return parseMessage(text);
  } catch {
    throw new MessageError(parseError, "Parse error: this is not valid JSON.", null);
  }
}

/** Counts before anything is built of them; one too many for each array or object that is empty. */
function hasMoreValues(text: string, most: number): boolean {
  let count = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if ((code === 0x2c || code === 0x5b || code === 0x7b) && ++count > most) return true;
  }
  return false;
}
