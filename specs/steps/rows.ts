/** Rows read at most: more than any answer has room for. */
const most = 1000;

interface Page<Row> {
  readonly results: readonly Row[];
  readonly total: number;
}

/**
 * Reads a search from its first page on until there are as many rows as wanted, or a page is not full.
 * @param wish.wanted rows at most; 1000 where absent, and at most
 * @param wish.size rows of a page
 * @returns the rows, each id once (pages shift while new rows come), and how many match in all
 */
export async function readRows<Row extends { readonly id: string }>(
  wish: { readonly wanted?: number | undefined; readonly size: number },
  read: (page: number, size: number) => Promise<Page<Row>>,
): Promise<{ results: Row[]; total: number }> {
  const wanted = Math.min(wish.wanted ?? most, most);
  const size = Math.max(1, Math.min(wish.size, wanted));
  const rows = new Map<string, Row>();
  for (let page = 1; ; page++) {
    const { results, total } = await read(page, size);
    for (const row of results) rows.set(row.id, row);
    if (results.length < size || rows.size >= wanted)
      return { results: [...rows.values()].slice(0, wanted), total };
  }
}
