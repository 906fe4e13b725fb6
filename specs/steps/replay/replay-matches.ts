import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import type { StepContext } from "../../../runtime/tool/definition.ts";
import { statesToSearch } from "../execution/execution-filters.ts";
import { readRows } from "../rows.ts";

/** Executions that one call replays, or shows as matches. */
export const mostReplays = 50;

/** An execution that a filter found. */
interface Match {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly state: string;
  readonly startDate?: string | null | undefined;
}

interface Filter {
  readonly namespace?: string | undefined;
  readonly flow_id?: string | undefined;
  readonly state: string;
  readonly start_date: string;
}

interface Routes {
  readonly matches: (
    filter: Filter & { readonly page: number; readonly size: number },
  ) => Promise<{ readonly results: readonly Match[]; readonly total: number }>;
}

interface Wish extends Filter {
  readonly ids: readonly string[];
  readonly plan: boolean;
  readonly offset: number;
}

/**
 * The executions that a filter matches, the oldest first, to be replayed by a call that names their ids. Nothing is replayed.
 * @param given.offset matches to skip: dates do not tell apart those that started in one instant
 * @throws InputError where ids are given too: those are replayed without a filter; for a plan, which is of ids; and for a state that there is not
 */
export async function matchesOf(
  { ids, plan, offset, ...filter }: Wish,
  kestra: Routes,
  fitting: StepContext["fitting"],
) {
  if (ids.length > 0)
    throw new InputError(
      say`Either ids are replayed, or a filter finds them: give no state and no start_date with ids. Nothing was replayed.`,
    );
  if (plan)
    throw new InputError(
      say`plan shows what a replay of ids would do: find them without plan, then give ids.`,
    );
  const [state = ""] = statesToSearch(filter.state === "" ? [] : [filter.state]) ?? [];
  const { results, ...found } = await readRows(
    { offset, wanted: mostReplays, size: mostReplays },
    (page, size) => kestra.matches({ ...filter, state, page, size }),
    ({ id }) => id,
    fitting,
  );
  const end = offset + results.length;
  const truncated =
    found.truncated ??
    (end < found.total
      ? `Matches ${offset + 1} to ${end} of ${found.total}, the oldest first. For the next ones call again with offset: ${end}.`
      : undefined);
  return {
    count: 0,
    executions: [],
    matches: results,
    ...found,
    ...(truncated === undefined ? {} : { truncated }),
    message: `${
      found.total === 0
        ? "Nothing matches, and nothing was replayed."
        : "Nothing was replayed. Show these to the user; what they agree to is replayed by a call with its ids, and without the filter."
    }${filter.start_date === "" ? "" : ` Looked at from ${filter.start_date} on.`}`,
  };
}

/** @throws InputError for an offset without a filter: a call for more matches that forgot it would run something */
export function refuseOffset(offset: number): void {
  if (offset > 0)
    throw new InputError(
      say`offset skips matches, which state or start_date find: give one of these too, or no offset. Nothing was replayed.`,
    );
}
