import { credentialIn, grantIn } from "./records.ts";
import type { Store, StoredRecord } from "./store.ts";
import type { Opened, SealPurpose, Vault } from "./vault.ts";

/** What is sealed of a record: where, for what, and whose it is. */
interface Seal {
  readonly key: string;
  readonly purpose: SealPurpose;
  readonly contextOf: (record: StoredRecord) => readonly string[];
}

/** What is sealed in records, by their kind. */
export const seals = {
  credential: {
    key: "sealed",
    purpose: "kestra credential",
    contextOf: (record) => {
      const { baseUrl, tenant } = credentialIn(record);
      return [record.owner ?? "", baseUrl, tenant];
    },
  },
  grant: { key: "sealedRefresh", purpose: "upstream refresh token", contextOf: ({ id }) => [id] },
} as const satisfies Readonly<Record<string, Seal>>;

export type SealedKind = keyof typeof seals;

/** What was done: nothing is sealed in an `open` one, and a `closed` one opens with none of the keys. */
export type Resealed = "resealed" | "fresh" | "open" | "closed";

/** Seals by the first key what another key sealed; what was changed or removed meanwhile stays so. */
export async function reseal(
  store: Store,
  vault: Vault,
  kind: SealedKind,
  record: StoredRecord,
): Promise<Resealed> {
  const { key, purpose, contextOf } = seals[kind];
  const opened = openedOf(vault, kind, record);
  if (opened === undefined) return "open";
  if (opened.text === undefined) return "closed";
  if (!opened.isStale) return "fresh";
  const body = { ...record.body, [key]: vault.seal(purpose, contextOf(record), opened.text) };
  await store.replace(kind, { ...record, body }, record);
  return "resealed";
}

/** Whether something is sealed in a record that none of the keys opens. */
export function isClosed(vault: Vault, kind: SealedKind, record: StoredRecord): boolean {
  const opened = openedOf(vault, kind, record);
  return opened !== undefined && opened.text === undefined;
}

/** Undefined where nothing is sealed in it. */
function openedOf(vault: Vault, kind: SealedKind, record: StoredRecord): Opened | undefined {
  const { purpose, contextOf } = seals[kind];
  const sealed = kind === "credential" ? credentialIn(record).sealed : grantIn(record).sealedRefresh;
  return sealed === undefined ? undefined : vault.open(purpose, contextOf(record), sealed);
}
