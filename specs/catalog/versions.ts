import { versions } from "../../generated/catalog/versions.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { catalogRows } from "../steps/catalog/rows.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = versions(async ({ plugin: part = "", offset }, calls, context) => {
  const { plugins, told } = await knownCatalog(calls, context);
  const wanted = part.trim().toLowerCase();
  const rows = plugins
    .filter(({ name, title = "" }) => `${name} ${title}`.toLowerCase().includes(wanted))
    .map(({ name, version, newest, installed }) => ({ plugin: name, version, newest, installed }));
  const { results, total, truncated } = catalogRows(rows, offset);
  return { versions: results, total, note: told || undefined, truncated };
});
