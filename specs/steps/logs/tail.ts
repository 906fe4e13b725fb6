/** Whether a line's message holds a text, in any case. */
export function holding(text: string): (line: { readonly message?: string | null | undefined }) => boolean {
  const wanted = text.toLowerCase();
  return ({ message }) => message?.toLowerCase().includes(wanted) === true;
}

/** Which line comes first. */
export type Order = "newest" | "oldest";

/**
 * The end of a log.
 * @param newest lines, the newest first
 * @param total of all lines that fit
 * @param first which of them is to come first
 */
export function lastOf<Line>(
  newest: readonly Line[],
  tail: number,
  total: number,
  first: Order,
): { readonly results: Line[]; readonly total: number; readonly truncated?: string } {
  const last = newest.slice(0, tail);
  const results = first === "newest" ? last : last.toReversed();
  return total <= results.length
    ? { results, total }
    : {
        results,
        total,
        truncated: `These are the last ${results.length} of ${total} lines, the ${first} first.`,
      };
}
