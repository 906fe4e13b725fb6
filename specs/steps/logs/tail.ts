/** Whether a line's message holds a text, in any case. */
export function holding(text: string): (line: { readonly message?: string | null | undefined }) => boolean {
  const wanted = text.toLowerCase();
  return ({ message }) => message?.toLowerCase().includes(wanted) === true;
}

/**
 * The end of a log.
 * @param newest lines, the newest first
 * @param total of all lines that fit
 */
export function lastOf<Line>(
  newest: readonly Line[],
  tail: number,
  total: number,
): { readonly results: Line[]; readonly total: number; readonly truncated?: string } {
  const results = newest.slice(0, tail);
  return total <= results.length
    ? { results, total }
    : {
        results,
        total,
        truncated: `These are the last ${results.length} of ${total} lines, the newest first.`,
      };
}
