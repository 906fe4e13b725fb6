import { askedBy } from "../../transport/http/checks/asked-by.ts";
import type { Visit } from "../../transport/http/checks/check.ts";
import { invalidClient, OAuthError } from "../protocol/oauth-error.ts";
import type { Parameters } from "../protocol/parameters.ts";
import { hashOf, isSame } from "../protocol/secret.ts";
import type { AuthorizationServer } from "./server.ts";

/**
 * The id of the client that asks, which has proved it where it has a secret: in the header or in the form, whichever it said that it
 * would use.
 * @throws OAuthError 401 `invalid_client`
 */
export async function clientOf(
  visit: Pick<Visit, "request" | "id" | "address">,
  form: Parameters,
  { clients, tell }: Pick<AuthorizationServer, "clients" | "tell">,
): Promise<string> {
  const basic = basicOf(visit.request.headers.authorization);
  const id = basic?.id ?? form.get("client_id");
  if (id === undefined) throw invalidClient("client_id is missing.");
  const isBasic = basic !== undefined;
  if (isBasic && ![undefined, basic.id].includes(form.get("client_id")))
    throw new OAuthError("invalid_request", "client_id is not the one of the header Authorization.");
  const secrets = [basic?.secret, form.get("client_secret")].filter((one) => one !== undefined && one !== "");
  if (secrets.length > 1) throw new OAuthError("invalid_request", "The client sends its secret twice.");
  const client = await clients.known(id);
  if (client === undefined)
    throw invalidClient("The client is unknown here, or no more: it must register again.", isBasic);
  const [secret] = secrets;
  if (client.secretHash === undefined) {
    if (secret === undefined) return id;
    throw invalidClient("The client has no secret.", isBasic);
  }
  if (secret !== undefined && isSame(hashOf(secret), client.secretHash)) return id;
  const reason = "the client's secret is missing or wrong";
  tell({ event: "denied", client: id, clientName: client.name, reason, ...askedBy(visit) });
  throw invalidClient("The client's secret is missing or wrong.", isBasic);
}

/** The header of RFC 6749 2.3.1, whose parts are encoded as in a form. @throws OAuthError where it is of no known form */
function basicOf(header: string | undefined): { readonly id: string; readonly secret: string } | undefined {
  if (header === undefined) return undefined;
  const [, encoded = ""] = /^Basic +([\w+/=-]+)$/i.exec(header) ?? [];
  const text = Buffer.from(encoded, "base64").toString();
  const at = text.indexOf(":");
  if (at < 1) throw invalidClient("The header Authorization is not Basic authentication.", true);
  return { id: decoded(text.slice(0, at)), secret: decoded(text.slice(at + 1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
