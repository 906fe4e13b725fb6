import { tellChange } from "./access-changes.ts";
import { allOf } from "./all-of.ts";
import { grantIn } from "./records.ts";
import { isSound } from "./sound.ts";
import type { Store, StoredRecord } from "./store.ts";

/**
 * Ends a grant and all that was given out for it. The grant goes first: whoever honours a token looks for its grant, so that
 * none is honoured where the rest is not done. Whoever serves by it is told.
 * @returns whether it was there
 */
export async function endGrant(store: Store, id: string): Promise<boolean> {
  const wasThere = await store.remove("grant", id);
  for (const kind of ["refresh", "access", "code"] as const) await store.removeOwned(kind, id);
  if (wasThere) await tellChange(store, { kind: "grant", id });
  return wasThere;
}

/** Ends all grants of a user, and has their browsers log in again. @returns how many grants there were */
export async function endGrantsOf(store: Store, user: string): Promise<number> {
  const theirs = await store.owned("grant", user);
  for (const { id } of theirs) await endGrant(store, id);
  await store.removeOwned("browser", user);
  return theirs.length;
}

/**
 * Ends a client's grants, of all users.
 * @param broken is told of those of which nobody knows whose they are
 * @returns how many there were
 */
export async function endGrantsFor(
  store: Store,
  client: string,
  broken: (grant: StoredRecord) => void,
): Promise<number> {
  let ended = 0;
  for await (const grant of allOf(store, "grant")) {
    if (!isSound("grant", grant)) broken(grant);
    if (grantIn(grant).client !== client) continue;
    await endGrant(store, grant.id);
    ended++;
  }
  return ended;
}
