import { parseForeign } from "../json/foreign-json.ts";
import { isObject } from "../json.ts";
import type { Store } from "./store.ts";

/** What has changed of what callers may do, by the id of its record: a grant or an access token ended, or a user has other roles. */
export type AccessChange = { readonly kind: "grant" | "access" | "user"; readonly id: string };

const channel = "access";

/** Tells all processes of a store. What they do not hear they find out by themselves, a little later. */
export async function tellChange(store: Store, { kind, id }: AccessChange): Promise<void> {
  await store.tell(channel, JSON.stringify({ kind, id }));
}

/** Rejects with StoreError. @returns what ends it */
export function hearChanges(
  store: Store,
  heard: (change: AccessChange) => void,
): Promise<() => Promise<void>> {
  return store.listen(channel, (text) => {
    const told = parseForeign(text);
    if (!isObject(told) || typeof told.id !== "string") return;
    const { kind, id } = told;
    if (kind === "grant" || kind === "access" || kind === "user") heard({ kind, id });
  });
}
