/** Values by the first release line that each holds on, such as `{ "1.0": a, "2.0": b }`. */
export type PerLine<T> = Readonly<Record<string, T>>;

/** Orders release lines such as `1.3` and `2.0` by their numbers. Negative: `a` is older. */
export function compareLines(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split(".").map(Number);
  const [majorB = 0, minorB = 0] = b.split(".").map(Number);
  return majorA - majorB || minorA - minorB;
}

/**
 * The value that holds on `line`: that of the newest key not above it.
 * @throws RangeError where `line` is older than every key; a definition lists the lines it has, so this is a bug.
 */
export function forRelease<T>(line: string, values: PerLine<T>): T {
  const known = keys.get(values) ?? new Map<string, string>();
  const key = known.get(line) ?? keyFor(line, values);
  keys.set(values, known.set(line, key));
  return values[key] as T;
}

/** Of values that were asked for: line -> key. */
const keys = new WeakMap<PerLine<unknown>, Map<string, string>>();

function keyFor(line: string, values: PerLine<unknown>): string {
  const from = Object.keys(values)
    .filter((key) => compareLines(key, line) <= 0)
    .sort(compareLines)
    .at(-1);
  if (from === undefined) throw new RangeError(`Nothing holds on line ${line}.`);
  return from;
}

/** As `forRelease`, of values that are made on demand: what another line would refuse is not refused here. */
export function makeForRelease<T>(line: string, makers: PerLine<() => T>): T {
  return forRelease(line, makers)();
}
