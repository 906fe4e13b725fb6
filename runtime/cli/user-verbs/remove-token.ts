import { endGrantsOf } from "../../store/end-grants.ts";
import { findUser, principalIn, userName } from "./find-users.ts";
import type { Written } from "./options.ts";
import type { UserContext, UserPrinted } from "./user-context.ts";
import { counted } from "./counted.ts";

/** Removes what Kestra takes of a user, at whatever Kestra. */
export async function removeToken(context: UserContext, { words, sessions }: Written): Promise<UserPrinted> {
  const { store, tell } = context;
  const found = await findUser(context, words[0] ?? "");
  if (typeof found === "string") return { err: `${found}\n`, exitCode: 1 };
  const removed = await store.removeOwned("credential", found.id);
  const ended = sessions ? await endGrantsOf(store, found.id) : undefined;
  const name = userName(found);
  const principal = principalIn(found);
  if (removed > 0) tell({ event: "credential removed", principal });
  if (ended !== undefined) tell({ event: "revoke", principal, reason: "all that the user gave" });
  if (removed === 0 && ended === undefined)
    return { err: `There are no Kestra credentials of ${name}.\n`, exitCode: 1 };
  const grants = ended === undefined ? "" : ` Ended: ${counted(ended, "grant")}.`;
  return {
    out: `Removed ${counted(removed, "credential")} of ${name}.${grants}\n`,
    exitCode: 0,
  };
}
