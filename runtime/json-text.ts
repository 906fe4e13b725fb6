import { MessageError } from "./client-message.ts";
import { parseMessage } from "./foreign-json.ts";
import { invalidRequest, parseError } from "./handler.ts";
import { isDeeper } from "./json-depth.ts";
import { limits } from "./limits.ts";

/**
 * The value of a text that a client sent, with numbers as `parseMessage` leaves them.
 * @throws MessageError for what is no JSON, and for what is nested too deeply
 */
export function parseJson(text: string): unknown {
  if (isDeeper(text, limits.depth)) {
    throw new MessageError(invalidRequest, `The JSON is nested more than ${limits.depth} levels deep.`, null);
  }
  try {
    return parseMessage(text);
  } catch {
    throw new MessageError(parseError, "Parse error: this is not valid JSON.", null);
  }
}
