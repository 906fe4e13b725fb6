import type { IncomingMessage } from "node:http";
import { MessageError } from "../../mcp/wire/client-message.ts";
import { parseJson } from "../../mcp/wire/json-text.ts";
import { readText } from "../../transport/http/wire/body.ts";
import { createByteBudget } from "../../transport/http/wire/byte-budget.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import { parametersOf, type Parameters } from "../protocol/parameters.ts";

const kilobyte = 1024;

/** Bytes of a body, and of all that are being read. */
const most = 64 * kilobyte;
const bodies = createByteBudget(256 * most);

/** What stands behind `?`. */
export function queryOf({ url = "" }: IncomingMessage): URLSearchParams {
  const at = url.indexOf("?");
  return new URLSearchParams(at < 0 ? "" : url.slice(at + 1));
}

/** A form, as browsers and clients send it. @throws OAuthError, HttpRefusal */
export async function readForm(request: IncomingMessage): Promise<Parameters> {
  return parametersOf(await readFields(request));
}

/** Likewise, with all of its fields. */
export async function readFields(request: IncomingMessage): Promise<URLSearchParams> {
  requireType(request, "application/x-www-form-urlencoded");
  return new URLSearchParams((await readText(request, bodies, most)).text);
}

/** JSON, whatever it is. @throws OAuthError, HttpRefusal */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  requireType(request, "application/json");
  const { text } = await readText(request, bodies, most);
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
    throw new OAuthError("invalid_client_metadata", "The body is not JSON that is read here.");
  }
}

function requireType({ headers }: IncomingMessage, wanted: string): void {
  const [type = ""] = (headers["content-type"] ?? "").toLowerCase().split(";");
  if (type.trim() === wanted && (headers["content-encoding"] ?? "identity") === "identity") return;
  throw new OAuthError("invalid_request", `The body must be ${wanted}.`, { status: 415 });
}
