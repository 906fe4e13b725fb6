import { allOf } from "../../store/all-of.ts";
import { isSound, type CheckedKind } from "../../store/sound.ts";
import type { Store, StoredRecord } from "../../store/store.ts";
import { visible } from "../../text/visible.ts";

/** Records that say something else than this program writes, of one run of a command. */
export interface BrokenRecords {
  note(kind: CheckedKind, record: Pick<StoredRecord, "id">): void;
  /** A line for each, ended; empty where there are none. */
  said(): string;
}

/** Characters of a key: those that this program makes have fewer. */
const longestKey = 100;

export function brokenRecords(): BrokenRecords {
  const lines = new Set<string>();
  return {
    note(kind, { id }) {
      const key = visible(id.slice(0, longestKey));
      lines.add(`The ${kind} with the key ${key} is not as this program writes it: it was passed over.\n`);
    },
    said: () => [...lines].join(""),
  };
}

/** Where records are looked at. */
export interface Looking {
  readonly store: Store;
  readonly broken: BrokenRecords;
}

/** All of a kind that can be read. */
export async function* allSound({ store, broken }: Looking, kind: CheckedKind): AsyncGenerator<StoredRecord> {
  for await (const record of allOf(store, kind)) {
    if (isSound(kind, record)) yield record;
    else broken.note(kind, record);
  }
}

/** All of an owner that can be read. */
export async function ownedSound(
  { store, broken }: Looking,
  kind: CheckedKind,
  owner: string,
): Promise<readonly StoredRecord[]> {
  const owned = await store.owned(kind, owner);
  for (const record of owned) if (!isSound(kind, record)) broken.note(kind, record);
  return owned.filter((record) => isSound(kind, record));
}
