import { endGrantsFor, endGrantsOf } from "../../store/end-grants.ts";
import { visible } from "../../text/visible.ts";
import { counted } from "./counted.ts";
import { findUser, findUsers, principalIn, userName } from "./find-users.ts";
import type { Written } from "./options.ts";
import type { UserContext, UserPrinted } from "./user-context.ts";

/** Ends what a user gave any client, or what any user gave a client, which is forgotten with that. */
export async function revoke(context: UserContext, { words }: Written): Promise<UserPrinted> {
  const { store, tell, broken } = context;
  const word = words[0] ?? "";
  const { users, unverified } = await findUsers(context, word);
  if (users.length + unverified.length > 0) {
    const found = await findUser(context, word);
    if (typeof found === "string") return { err: `${found}\n`, exitCode: 1 };
    const ended = await endGrantsOf(store, found.id);
    tell({ event: "revoke", principal: principalIn(found), reason: "all that the user gave" });
    return {
      out: `${userName(found)} is logged out everywhere. Ended: ${counted(ended, "grant")}.\n`,
      exitCode: 0,
    };
  }
  const wasKnown = await store.remove("client", word);
  const ended = await endGrantsFor(store, word, (record) => {
    broken.note("grant", record);
  });
  if (!wasKnown && ended === 0)
    return { err: `There is no user and no client ${visible(word)}.\n`, exitCode: 1 };
  tell({ event: "revoke", client: word, reason: "all that users gave the client" });
  const client = wasKnown
    ? "is forgotten, and must register again"
    : "had not registered here, and may ask users again";
  return {
    out: `The client ${visible(word)} ${client}. Ended: ${counted(ended, "grant")} that users gave it.\n`,
    exitCode: 0,
  };
}
