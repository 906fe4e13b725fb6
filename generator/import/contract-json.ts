import type { Contract } from "../contract.ts";

/**
 * A contract as the bytes that are committed: one operation, one schema and one filter resource a line, so that a
 * difference shows what changed. The keys of every object are sorted; lists keep their order.
 */
export function contractJson(contract: Contract): string {
  return [
    `{"line": ${JSON.stringify(contract.line)},`,
    `"operations": [`,
    contract.operations.map((operation) => compact(operation)).join(",\n"),
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
    .map((key) => `${JSON.stringify(key)}: ${compact(values[key])}`)
    .join(",\n");
}

/** What a reader looks for first. */
const first = ["method", "path", "operationId", "name", "in", "ref", "type", "status"];

function compact(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    const entries = Object.entries(part).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
    return Object.fromEntries(entries);
  });
}

function rank(key: string): number {
  const at = first.indexOf(key);
  return at < 0 ? first.length : at;
}
