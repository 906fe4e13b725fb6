/** A key as a list gives it; what it holds besides depends on the line. */
interface KeyRow {
  readonly key?: string | null | undefined;
  readonly namespace?: string | null | undefined;
}

/**
 * The keys of exactly one namespace, each once: pages shift while keys are added. Rows of another namespace are left out; a
 * row that names none belongs to the one that was asked for.
 */
export function keysOf<Row extends KeyRow>(
  { results }: { readonly results: readonly Row[] },
  namespace: string,
): { readonly results: readonly Row[] } {
  const own = results.filter((row) => (row.namespace ?? namespace) === namespace);
  return { results: [...new Map(own.map((row) => [row.key ?? "", row])).values()] };
}
