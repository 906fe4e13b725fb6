import { scopes, type OAuthScope } from "../../auth/scopes.ts";
import { HttpRefusal } from "../../transport/http/wire/refusal.ts";
import type { Addresses } from "./addresses.ts";
import { withLower } from "./scope.ts";

interface Known extends Pick<Addresses, "resourceMetadata"> {
  /** What clients are to ask for; absent: all scopes of ours. None: nothing is said of scopes. */
  readonly asked?: readonly string[];
}

/** A token is needed; the challenge names all scopes, since clients cannot ask for more later. */
export function tokenNeeded(known: Known): HttpRefusal {
  return new HttpRefusal(401, "An access token is needed: log in first.", {
    "WWW-Authenticate": `Bearer ${whereToLogIn(known)}`,
  });
}

/** The token counts no more, or never did. @param message in our own words */
export function tokenRefused(known: Known, message: string): HttpRefusal {
  return new HttpRefusal(401, message, {
    "WWW-Authenticate": `Bearer error="invalid_token", ${described(message)}, ${whereToLogIn(known)}`,
  });
}

/** The token has none of the scopes without which nobody comes in. @param message as of `tokenRefused` */
export function scopesMissing(known: Known, message: string): HttpRefusal {
  return new HttpRefusal(403, message, {
    "WWW-Authenticate": `Bearer error="insufficient_scope", ${described(message)}, ${whereToLogIn(known)}`,
  });
}

/** Of characters that may stand there (RFC 6750, section 3). */
function described(message: string): string {
  return `error_description="${message.replaceAll(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "?")}"`;
}

function whereToLogIn({ resourceMetadata, asked = scopes }: Known): string {
  const scope = asked.length === 0 ? "" : `, scope="${asked.join(" ")}"`;
  return `resource_metadata="${resourceMetadata}"${scope}`;
}

/** The user did not let the client do this; what is asked for includes what it may do already. */
export function scopeMissing(
  { resourceMetadata }: Pick<Known, "resourceMetadata">,
  needed: OAuthScope,
  given: readonly string[],
): HttpRefusal {
  const asked = withLower([needed, ...scopes.filter((one) => given.includes(one))]).join(" ");
  const message = `The access token lacks the scope ${needed}.`;
  return new HttpRefusal(403, message, {
    "WWW-Authenticate": `Bearer error="insufficient_scope", ${described(message)}, scope="${asked}", resource_metadata="${resourceMetadata}"`,
  });
}
