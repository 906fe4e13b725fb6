import { foreignOr } from "../../json/foreign-json.ts";
import { isObject } from "../../json.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import type { OAuthClient } from "./client.ts";
import { nameOf, redirectUrisIn } from "./registration.ts";

/** What is wrong with a document about a client, in a sentence. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
}

/**
 * Reads a Client ID Metadata Document.
 * @param url where it was found, which is the client's id
 * @throws DocumentError
 */
export function readClientDocument(url: string, text: string): OAuthClient {
  const metadata = foreignOr(text, undefined);
  if (!isObject(metadata)) throw new DocumentError("It is not a JSON object.");
  if (metadata.client_id !== url) throw new DocumentError("Its client_id is not its own address.");
  if ("client_secret" in metadata || "client_secret_expires_at" in metadata)
    throw new DocumentError("It holds a secret, which everybody can read there.");
  const { token_endpoint_auth_method: method = "none" } = metadata;
  if (method !== "none")
    throw new DocumentError(
      "Its token_endpoint_auth_method is none that this server has for such a client: none.",
    );
  try {
    return {
      id: url,
      redirectUris: redirectUrisIn(metadata.redirect_uris),
      origin: "document",
      ...nameOf(metadata.client_name),
    };
  } catch (error) {
    throw error instanceof OAuthError ? new DocumentError(error.message) : error;
  }
}
