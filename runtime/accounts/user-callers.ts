import { principalKey } from "../auth/principal-key.ts";
import { saysWhose } from "../transport/http/callers/caller-headers.ts";
import type { Callers } from "../transport/http/callers/callers.ts";
import { ownerOf } from "./user-of.ts";
import type { UserHouse } from "./user-sessions.ts";

/**
 * Users who logged in have sessions of their own, whose way to Kestra is looked at for each call; all others are found as
 * before, and so is a user whose request brings credentials.
 * @param others finds those, and is closed with this
 */
export function userCallers(house: UserHouse, others: Callers): Callers {
  return {
    check(headers) {
      // Who sends none may be a user who needs none.
      if (saysWhose(headers)) others.check?.(headers);
    },
    callerOf(headers, principal) {
      if (ownerOf(principal) === undefined || saysWhose(headers)) return others.callerOf(headers, principal);
      return { key: principalKey(principal), session: house.front, hold: () => () => undefined };
    },
    close() {
      others.close();
      house.close();
    },
  };
}
