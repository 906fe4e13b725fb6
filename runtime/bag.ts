/** What comes and goes by the thousand a second, in no order. */
export interface Bag<T> extends Iterable<T> {
  size(): number;
  /** @returns takes it out again; false where that was done before */
  add(value: T): () => boolean;
}

/**
 * A `Set` would do as well, but for the heap: it makes a new table every few values, the old one knows the new one, and what stood
 * in any of them is not collected until all of the heap is.
 */
export function createBag<T>(): Bag<T> {
  const held: { readonly value: T; at: number }[] = [];
  return {
    size: () => held.length,
    add(value) {
      const own = { value, at: held.length };
      held.push(own);
      return () => {
        if (held[own.at] !== own) return false;
        const last = held.pop();
        if (last === undefined || last === own) return true;
        last.at = own.at;
        held[own.at] = last;
        return true;
      };
    },
    // Of what is there now: whoever goes through it may take some out.
    [Symbol.iterator]: () => held.map(({ value }) => value)[Symbol.iterator](),
  };
}
