/** Ids, each once, and what is to be said of those that were given more than once. */
export interface EachOnce {
  readonly ids: readonly string[];
  /** Absent where each was given once. */
  readonly message?: string;
}

/**
 * Ids as they are acted upon: each once, in the order in which they were first given.
 * @param verb what becomes of each, such as `replayed`
 */
export function eachOnce(given: readonly unknown[], verb: string): EachOnce {
  const all = given.map(String);
  const ids = [...new Set(all)];
  const repeated = ids.filter((id) => all.indexOf(id) !== all.lastIndexOf(id));
  if (repeated.length === 0) return { ids };
  return { ids, message: `Given more than once, and ${verb} once: ${repeated.join(", ")}.` };
}
