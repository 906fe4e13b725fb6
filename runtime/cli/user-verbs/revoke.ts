import { endGrantsFor, endGrantsOf } from "../../store/end-grants.ts";
import { visible } from "../../text/visible.ts";
import { counted } from "./counted.ts";
import { findUser, findUsers, userName } from "./find-users.ts";
import type { Written } from "./options.ts";
import type { UserContext, UserPrinted } from "./user-context.ts";

/** Ends what a user gave any client, or what any user gave a client, which is forgotten with that. */
export async function revoke({ store }: UserContext, { words }: Written): Promise<UserPrinted> {
  const word = words[0] ?? "";
  const { users, unverified } = await findUsers(store, word);
  if (users.length + unverified.length > 0) {
    const found = await findUser(store, word);
    if (typeof found === "string") return { err: `${found}\n`, exitCode: 1 };
    const ended = await endGrantsOf(store, found.id);
    return { out: `Ended ${counted(ended, "grant")} of ${userName(found)}.\n`, exitCode: 0 };
  }
  const wasKnown = await store.remove("client", word);
  const ended = await endGrantsFor(store, word);
  if (!wasKnown && ended === 0)
    return { err: `There is no user and no client ${visible(word)}.\n`, exitCode: 1 };
  return { out: `Ended ${counted(ended, "grant")} for the client ${visible(word)}.\n`, exitCode: 0 };
}
