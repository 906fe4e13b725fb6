import { KestraError, TooLargeError } from "../errors.ts";
import type { Json, JsonObject } from "../json.ts";
import { defaultSize } from "./pages.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { say } from "../text/said.ts";
import { sentences } from "../text/sentences.ts";

/** Rows of a page at most: what has shown itself to be readable. Kept for one call. */
export interface Readable {
  size: number;
}

/**
 * Reads one page of a search. Where its answer is too large it is read as smaller pages, each half as large as before
 * until it can be read; none of the rows comes twice, and none is left out.
 * @param rows the key of the rows in an output
 * @param readable made smaller where it shows to be too large
 * @returns the first page's output with the rows of all
 * @throws KestraError where one row alone is too large
 */
export async function readLargePage(
  plan: RequestPlan,
  rows: string,
  ask: (plan: RequestPlan) => Promise<JsonObject>,
  readable: Readable,
): Promise<JsonObject> {
  const wanted = Number(plan.query?.size ?? defaultSize);
  const first = (Number(plan.query?.page ?? 1) - 1) * wanted;
  const isPage = wanted >= 1 && first >= 0;
  const joined: Json[] = [];
  let output: JsonObject | undefined;
  do {
    const size = Math.min(wanted, readable.size);
    const next = first + joined.length;
    const page = Math.floor(next / size) + 1;
    const isWhole = size === wanted || !isPage;
    const answer = await ask(isWhole ? plan : { ...plan, query: { ...plan.query, page, size } }).catch(
      (error: unknown) => {
        if (!(error instanceof TooLargeError) || !isPage) throw error;
        if (size === 1) throw oneRow(error, next);
      },
    );
    if (answer === undefined) {
      readable.size = Math.ceil(size / 2);
      continue;
    }
    const found = answer[rows];
    if (isWhole || !Array.isArray(found)) return answer;
    output ??= answer;
    const skipped = next - (page - 1) * size;
    joined.push(...(found as Json[]).slice(skipped, skipped + wanted - joined.length));
    if (found.length < size) break;
  } while (joined.length < wanted);
  return { ...output, [rows]: joined };
}

function oneRow({ what, status }: TooLargeError, index: number): KestraError {
  return new KestraError(
    say`${sentences(what)} That is row ${index + 1} alone: ask for the rows before it, or for those after it.`,
    status,
  );
}
