/** Sizes of arrays and objects that were asked for before: nothing changes them. */
const known = new WeakMap<object, number>();

/**
 * Characters of a value's JSON. Of whatever lies in it the size is kept, so that asking for it level by level takes no more
 * time than asking once.
 */
export function measured(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value !== "object" || value === null) return JSON.stringify(value).length;
  const before = known.get(value);
  if (before !== undefined) return before;
  const size = Array.isArray(value) ? sizeOfItems(value) : sizeOfEntries(value);
  known.set(value, size);
  return size;
}

function sizeOfItems(items: readonly unknown[]): number {
  let size = 2 + Math.max(0, items.length - 1);
  for (const item of items) size += measured(item ?? null);
  return size;
}

function sizeOfEntries(object: object): number {
  let size = 2;
  let count = 0;
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    size += JSON.stringify(key).length + 1 + measured(value);
    count++;
  }
  return size + Math.max(0, count - 1);
}
