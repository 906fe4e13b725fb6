import { scopes, type OAuthScope } from "../../auth/scopes.ts";
import { HttpRefusal } from "../../transport/http/wire/refusal.ts";
import type { Addresses } from "./addresses.ts";
import { allScopes, withLower } from "./scope.ts";

type Known = Pick<Addresses, "resourceMetadata">;

/** A token is needed; the challenge names all scopes, since clients cannot ask for more later. */
export function tokenNeeded({ resourceMetadata }: Known): HttpRefusal {
  return new HttpRefusal(401, "An access token is needed: log in first.", {
    "WWW-Authenticate": `Bearer resource_metadata="${resourceMetadata}", scope="${allScopes}"`,
  });
}

/** The token counts no more, or never did. @param message in our own words, without quotes */
export function tokenRefused({ resourceMetadata }: Known, message: string): HttpRefusal {
  return new HttpRefusal(401, message, {
    "WWW-Authenticate": `Bearer error="invalid_token", error_description="${message}", resource_metadata="${resourceMetadata}", scope="${allScopes}"`,
  });
}

/** The user did not let the client do this; what is asked for includes what it may do already. */
export function scopeMissing(
  { resourceMetadata }: Known,
  needed: OAuthScope,
  given: readonly string[],
): HttpRefusal {
  const asked = withLower([needed, ...scopes.filter((one) => given.includes(one))]).join(" ");
  const message = `The access token lacks the scope ${needed}.`;
  return new HttpRefusal(403, message, {
    "WWW-Authenticate": `Bearer error="insufficient_scope", error_description="${message}", scope="${asked}", resource_metadata="${resourceMetadata}"`,
  });
}
