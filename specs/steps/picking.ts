interface Page<Row> {
  readonly results: readonly Row[];
  readonly total: number;
}

type ReadPage<Row> = (page: number, size: number) => Promise<Page<Row>>;

/** A search by what Kestra does not search by. */
interface Picked<Row> {
  readonly read: ReadPage<Row>;
  /** After reading: that not all could be looked through. */
  readonly unread: () => string | undefined;
}

/** Pages that are looked through at most, and the rows of each. */
const most = 10;
const size = 100;

/**
 * A search for rows that Kestra has no filter for: the first 1000 of those that its filters find are looked through once, and
 * pages are made of what fits.
 * @param fits undefined: the search as it is
 */
export function picking<Row>(fits: ((row: Row) => boolean) | undefined, search: ReadPage<Row>): Picked<Row> {
  if (fits === undefined) return { read: search, unread: () => undefined };
  let all: Promise<{ readonly rows: readonly Row[]; readonly total: number }> | undefined;
  let unread: string | undefined;
  const lookThrough = async () => {
    const rows: Row[] = [];
    for (let page = 1; ; page++) {
      const { results, total } = await search(page, size);
      for (const row of results) rows.push(row);
      if (results.length === size && page < most) continue;
      if (rows.length < total)
        unread = `Only the first ${rows.length} of ${total} were looked through, and \`total\` counts what fits of these: give a shorter time or another filter.`;
      return { rows: rows.filter(fits), total };
    }
  };
  return {
    async read(page, rowsAtOnce) {
      all ??= lookThrough();
      const { rows } = await all;
      const start = (page - 1) * rowsAtOnce;
      return { results: rows.slice(start, start + rowsAtOnce), total: rows.length };
    },
    unread: () => unread,
  };
}
