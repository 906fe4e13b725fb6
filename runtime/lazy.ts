/** A value made on first use and kept: schemas of tools that nobody calls cost nothing at start. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
