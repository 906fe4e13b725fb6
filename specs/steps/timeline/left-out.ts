/** What a search answered, and how many there are in all. */
interface Answer {
  readonly results: readonly unknown[];
  readonly total?: number | null | undefined;
}

/**
 * What a timeline does not tell, in words; undefined where it tells all.
 * @param left events that were left out at its start
 * @param answers what was read, by its name
 */
export function leftOut(
  left: number,
  answers: Readonly<Record<string, Answer | undefined>>,
): string | undefined {
  const events =
    left > 0 ? [`${left} earlier events are left out: ask with an earlier end_date, or a larger size.`] : [];
  const rows = Object.entries(answers).flatMap(([what, answer]) => {
    const total = answer?.total ?? 0;
    const read = answer?.results.length ?? 0;
    return total > read ? [`Of ${total} ${what} the newest ${read} are told of.`] : [];
  });
  return [...events, ...rows].join(" ") || undefined;
}
