import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
} from "yaml";
import type { Range } from "./yaml-place.ts";
import type { YamlPath } from "../../diagnostics/source-file.ts";

/** A node of the document, and the key it stands under. */
interface Found {
  readonly key?: unknown;
  readonly value: unknown;
}

/**
 * Where a place stands in a document; the place nearest to it that exists, where it does not.
 * @param on whether the key is meant or its value. A value of several lines is shown by its key.
 */
export function locate(document: Document, path: YamlPath, on: "key" | "value"): Range {
  let found: Found = { value: document.contents };
  for (const [i, name] of path.entries()) {
    const next = child(document, found.value, name);
    if (next === undefined) return rangeOfFound(found, i === 0 ? "value" : "key");
    found = next;
  }
  return rangeOfFound(found, on);
}

/** The pair under a key of a map. */
export function pairAt(document: Document, path: YamlPath): Pair | undefined {
  const name = path.at(-1);
  const map = path
    .slice(0, -1)
    .reduce<unknown>((node, key) => child(document, node, key)?.value, document.contents);
  return name === undefined ? undefined : pairIn(document, map, name);
}

/** A key's text, of a key that is one. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return String(key.value);
}

function child(document: Document, parent: unknown, name: string | number): Found | undefined {
  const node = followed(document, parent);
  if (isSeq(node)) {
    const item = node.items[Number(name)];
    return item === undefined ? undefined : { value: item };
  }
  const pair = pairIn(document, node, name);
  return pair && { key: pair.key, value: pair.value };
}

function pairIn(document: Document, parent: unknown, name: string | number): Pair | undefined {
  const node = followed(document, parent);
  return isMap(node) ? node.items.find((pair) => keyText(pair.key) === String(name)) : undefined;
}

function followed(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function rangeOfFound({ key, value }: Found, on: "key" | "value"): Range {
  const keyed = isNode(key) ? rangeOf(key) : undefined;
  if (on === "key" && keyed !== undefined) return keyed;
  if (!isNode(value) || isEmpty(value)) return keyed ?? { from: 0, to: 1 };
  if (keyed !== undefined && isBlock(value)) return keyed;
  const first = firstKey(value);
  return first === undefined ? rangeOf(value) : rangeOf(first);
}

/** The first key of a map that nothing names: an item of a list, or the whole document. */
function firstKey(value: Node): Node | undefined {
  if (!isMap(value) || value.flow === true) return undefined;
  const key = value.items[0]?.key;
  return isNode(key) ? key : undefined;
}

function isBlock(value: Node): boolean {
  if (isCollection(value)) return value.flow !== true;
  return isScalar(value) && (value.type === "BLOCK_FOLDED" || value.type === "BLOCK_LITERAL");
}

function isEmpty(value: Node): boolean {
  const { from, to } = rangeOf(value);
  return from === to;
}

function rangeOf(node: Node): Range {
  const [from, to] = node.range ?? [0, 1];
  return { from, to };
}
