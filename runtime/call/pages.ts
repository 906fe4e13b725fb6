import type { Json, JsonObject } from "../json.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import type { Pages } from "../tool/definition.ts";

/** Rows of a page where a request names no `size`. */
export const defaultSize = 10;

/**
 * Reads a search page by page, from 1, until a page is not full, and joins the rows into the first page's output.
 * @returns `more` is true where there are, or may be, rows that were not read
 */
export async function readPages(
  plan: RequestPlan,
  pages: Pages,
  ask: (plan: RequestPlan) => Promise<JsonObject>,
): Promise<{ readonly output: JsonObject; readonly more: boolean }> {
  const size = Number(plan.query?.size ?? defaultSize);
  const rows: Json[] = [];
  let output: JsonObject = {};
  for (let page = 1; page <= pages.most; page++) {
    const answer = await ask({ ...plan, query: { ...plan.query, page } });
    const found = answer[pages.rows];
    const fresh: readonly Json[] = Array.isArray(found) ? found : [];
    if (page === 1) output = answer;
    rows.push(...fresh);
    if (fresh.length < size) return { output: { ...output, [pages.rows]: rows }, more: false };
  }
  const more = typeof output.total !== "number" || rows.length < output.total;
  return { output: { ...output, [pages.rows]: rows }, more };
}
