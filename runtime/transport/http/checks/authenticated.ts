import type { Authenticate } from "../../../auth/authenticate.ts";
import type { Principal } from "../../../auth/principal.ts";
import type { Check, Visit } from "./check.ts";

/** Lets in whom the check below has asked who it is. */
export function authenticated(authenticate: Authenticate): Check {
  return async (visit) => {
    visit.principal = await authenticate(visit);
    return undefined;
  };
}

/** Who sends a request. @throws Error for a route whose checks do not ask: it must not be served as anybody */
export function principalOf({ principal }: Visit): Principal {
  if (principal === undefined) throw new Error("The route of this request does not ask who sends it.");
  return principal;
}
