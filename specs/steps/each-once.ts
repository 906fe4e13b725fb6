/** Ids, each once, and what is to be said of them. */
export interface EachOnce {
  readonly ids: readonly string[];
  /** Which was found, or were given more than once; absent where neither. */
  readonly message?: string;
}

/**
 * Ids as they are acted upon: each once, in the order in which they were first given.
 * @param verb what becomes of each, such as `replayed`
 * @param newest the one that was found where none was given
 */
export function eachOnce(
  given: readonly unknown[],
  verb: string,
  newest?: { readonly id: string; readonly name: string },
): EachOnce {
  if (newest !== undefined)
    return { ids: [newest.id], message: `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${newest.name}.` };
  const all = given.map(String);
  const ids = [...new Set(all)];
  const repeated = ids.filter((id) => all.indexOf(id) !== all.lastIndexOf(id));
  if (repeated.length === 0) return { ids };
  return { ids, message: `Given more than once, and ${verb} once: ${repeated.join(", ")}.` };
}
