import type { Authenticate } from "../../../auth/authenticate.ts";
import type { Principal } from "../../../auth/principal.ts";
import type { Observer } from "../../../observe/observer.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import { askedBy } from "./asked-by.ts";
import type { Check, Visit } from "./check.ts";

/** Lets in whom the check below has asked who it is. @param observer hears of tokens that are refused */
export function authenticated(
  authenticate: Authenticate,
  observer: Required<Pick<Observer, "access">>,
): Check {
  return async (visit) => {
    try {
      visit.principal = await authenticate(visit);
    } catch (error) {
      // Clients try without a token first; who goes on failing is only counted.
      const isWrong = visit.request.headers.authorization !== undefined;
      if (isWrong && error instanceof HttpRefusal && error.status === 401)
        observer.access({
          event: "denied",
          reason: error.message,
          ...askedBy(visit),
        });
      throw error;
    }
    return undefined;
  };
}

/** Who sends a request. @throws Error for a route whose checks do not ask: it must not be served as anybody */
export function principalOf({ principal }: Visit): Principal {
  if (principal === undefined) throw new Error("The route of this request does not ask who sends it.");
  return principal;
}
