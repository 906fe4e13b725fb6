import type { Contract } from "./contract.ts";

/**
 * A contract as the bytes that are committed: one operation, one schema and one filter resource a line, so that a
 * difference shows what changed. The keys of every object are sorted; lists keep their order.
 */
export function contractJson(contract: Contract): string {
  return [
    `{"line": ${JSON.stringify(contract.line)},`,
    `"operations": [`,
    contract.operations.map((operation) => compact(operation, byReader)).join(",\n"),
    `],`,
    `"schemas": {`,
    lines(contract.schemas),
    `},`,
    `"filters": {`,
    lines(contract.filters),
    `}}`,
    ``,
  ].join("\n");
}

function lines(values: Readonly<Record<string, unknown>>): string {
  return Object.keys(values)
    .sort()
    .map((key) => `${JSON.stringify(key)}: ${compact(values[key], byReader)}`)
    .join(",\n");
}

/** What a reader looks for first. */
const first = ["method", "path", "operationId", "name", "in", "ref", "type", "status"];

function compact(value: unknown, order: Order): string {
  return JSON.stringify(sorted(value, order));
}

type Order = (a: string, b: string) => number;

const byName: Order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byReader: Order = (a, b) => rank(a) - rank(b) || byName(a, b);

/** Facts in the reader's order; the names that Kestra gave (properties, media types) by their own. */
function sorted(value: unknown, order: Order): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, byReader));
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort(order);
  const entries = keys.map((key): [string, unknown] => {
    const named = key === "properties" || key === "media";
    return [
      key,
      sorted((value as Record<string, unknown>)[key], named && order === byReader ? byName : byReader),
    ];
  });
  return Object.fromEntries(entries);
}

function rank(key: string): number {
  const at = first.indexOf(key);
  return at < 0 ? first.length : at;
}
