import type { AuthorizationServer } from "./server.ts";

/** Where the answer to a request for authorization goes. */
export interface AnswerTo {
  readonly redirectUri: string;
  readonly state?: string | undefined;
}

/**
 * The address with which a client is answered: what it is told, its state, and who says so (RFC 9207).
 * @param told `code`, or `error` with `error_description`
 */
export function answerUrl(
  { redirectUri, state }: AnswerTo,
  told: Readonly<Record<string, string>>,
  { addresses: { issuer } }: Pick<AuthorizationServer, "addresses">,
): string {
  const query = new URLSearchParams({ ...told, ...(state !== undefined && { state }), iss: issuer });
  return `${redirectUri}${redirectUri.includes("?") ? "&" : "?"}${query.toString()}`;
}
