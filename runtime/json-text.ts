import { MessageError } from "./client-message.ts";
import { parseMessage } from "./foreign-json.ts";
import { invalidRequest, parseError } from "./handler.ts";

/** Arrays and objects within each other. */
const deepest = 100;

/**
 * The value of a text that a client sent, with numbers as `parseMessage` leaves them.
 * @throws MessageError for what is no JSON, and for what is nested too deeply
 */
export function parseJson(text: string): unknown {
  if (isDeeper(text, deepest)) {
    throw new MessageError(invalidRequest, `The JSON is nested more than ${deepest} levels deep.`, null);
  }
  try {
    return parseMessage(text);
  } catch {
    throw new MessageError(parseError, "Parse error: this is not valid JSON.", null);
  }
}

/** Looks before anything is built that deep. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > most) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}
