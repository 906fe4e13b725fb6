import { knownCatalog, type CatalogCalls, type CatalogContext } from "./known-catalog.ts";
import type { KindKey } from "./plugin-catalog.ts";
import { catalogRows } from "./rows.ts";
import { typeRow } from "./type-row.ts";

/** All types of a kind, those that are installed first, without those that are deprecated. */
export async function kindList(
  kind: KindKey,
  calls: CatalogCalls,
  context: CatalogContext,
  offset: number,
): Promise<{ types: object[]; total: number; note: string | undefined; truncated?: string | undefined }> {
  const { types, told } = await knownCatalog(calls, context);
  const wanted = [...types.values()]
    .filter((type) => type.kind === kind && !type.deprecated)
    .sort((a, b) => Number(b.installed ?? 0) - Number(a.installed ?? 0) || (a.cls < b.cls ? -1 : 1));
  const rows = wanted.map((type) => ({ ...typeRow(type), kind: undefined }));
  const { results, total, truncated } = catalogRows(rows, offset);
  return { types: results, total, note: told || undefined, truncated };
}
