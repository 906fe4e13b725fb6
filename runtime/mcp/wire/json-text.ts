import { MessageError } from "./client-message.ts";
import { parseMessage } from "../../json/foreign-json.ts";
import { invalidRequest, parseError } from "../handler.ts";
import { beyond } from "../../json/bounds.ts";
import { limits } from "../../limits.ts";

/**
 * The value of a text that a client sent, with numbers as `parseMessage` leaves them.
 * @throws MessageError for what is not JSON, for what is nested too deeply, and for what holds too many values
 */
export function parseJson(text: string): unknown {
  const what = beyond(text, limits);
  if (what === "depth") {
    throw new MessageError(invalidRequest, `The JSON is nested more than ${limits.depth} levels deep.`, null);
  }
  if (what === "values")
    throw new MessageError(invalidRequest, `The JSON holds more than ${limits.values} values.`, null);
  try {
    return parseMessage(text);
  } catch {
    throw new MessageError(parseError, "Parse error: this is not valid JSON.", null);
  }
}
