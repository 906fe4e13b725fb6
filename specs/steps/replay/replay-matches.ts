import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";

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
    filter: Filter,
  ) => Promise<{ readonly results: readonly Match[]; readonly total: number }>;
}

/**
 * The executions that a filter matches, the oldest first, to be replayed by a call that names their ids. Nothing is replayed.
 * @throws InputError where ids are given too: those are replayed without a filter
 */
export async function matchesOf(
  { ids, ...filter }: Filter & { readonly ids: readonly string[] },
  kestra: Routes,
) {
  if (ids.length > 0)
    throw new InputError(
      say`Either ids are replayed, or a filter finds them: give no state and no start_date with ids. Nothing was replayed.`,
    );
  const { results, total } = await kestra.matches(filter);
  const last = results.at(-1)?.startDate;
  const isCut = results.length < total;
  return {
    count: 0,
    executions: [],
    matches: results,
    total,
    ...(isCut
      ? {
          truncated: `The oldest ${results.length} of ${total}.${last ? ` For the next ones call again with start_date: ${last}.` : ""}`,
        }
      : {}),
    message: `${
      total === 0
        ? "Nothing matches, and nothing was replayed."
        : "Nothing was replayed. Show these to the user; what they agree to is replayed by a call with its ids, and without the filter."
    }${filter.start_date === "" ? "" : ` Looked at from ${filter.start_date} on.`}`,
  };
}
