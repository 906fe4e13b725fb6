import type { JsonObject } from "../json.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";

/**
 * The output of a page, with how many rows there are in all. After the last page Kestra counts nothing (`total: 0`), so
 * its first page is asked.
 * @param ask the same search, another page
 */
export async function withTotal(
  output: JsonObject,
  plan: RequestPlan,
  ask: (plan: RequestPlan) => Promise<JsonObject>,
): Promise<JsonObject> {
  if (output.total !== 0 || !(Number(plan.query?.page) > 1)) return output;
  const { total } = await ask({ ...plan, query: { ...plan.query, page: 1, size: 1 } });
  return typeof total === "number" ? { ...output, total } : output;
}
