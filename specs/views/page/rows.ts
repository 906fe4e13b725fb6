/** Rows that are a tree: each tells how deep it is, and comes after the one that it is in. */
export interface Deep {
  readonly depth?: number | null | undefined;
}

/** A row of a tree, with all that is in it. */
export interface Branch<Row> {
  readonly row: Row;
  readonly inside: readonly Branch<Row>[];
}

/** The tree that rows are. */
export function treeOf<Row extends Deep>(rows: readonly Row[]): readonly Branch<Row>[] {
  const top: Branch<Row>[] = [];
  const open: Branch<Row>[][] = [top];
  for (const row of rows) {
    const depth = Math.max(0, Math.min(row.depth ?? 0, open.length - 1));
    open.length = depth + 1;
    const inside: Branch<Row>[] = [];
    open[depth]?.push({ row, inside });
    open.push(inside);
  }
  return top;
}

/** How many rows are in a branch, at any depth. */
export function sizeOf<Row>({ inside }: Branch<Row>): number {
  return inside.reduce((sum, one) => sum + 1 + sizeOf(one), 0);
}
