/** Keys of a page; a line without pages gives all of them each time. */
const size = 500;
/** Pages read at most. */
const most = 100;

/** A key as a list gives it; what it holds besides depends on the line. */
export interface KeyRow {
  readonly key?: string | null | undefined;
  readonly namespace?: string | null | undefined;
}

/**
 * The rows of all keys of exactly one namespace, page by page, until a page is not full or brings nothing new. Rows of
 * another namespace are left out; a row that names none belongs to the one that was asked for.
 */
export async function allKeys<Row extends KeyRow>(
  namespace: string,
  read: (page: number) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (let page = 1; page <= most; page++) {
    const before = rows.size;
    const found = await read(page);
    for (const row of found) {
      if ((row.namespace ?? namespace) === namespace) rows.set(row.key ?? "", row);
    }
    if (found.length < size || rows.size === before) break;
  }
  return [...rows.values()];
}
