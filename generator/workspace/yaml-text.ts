import {
  Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  type Node,
  type Pair,
} from "yaml";
import type { Json } from "../../runtime/json.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";

/** A YAML text and its nodes, which know their ranges in it. */
export interface YamlText {
  readonly text: string;
  readonly document: Document;
}

/** Parsed as the compiler reads a spec. */
export function yamlText(text: string): YamlText {
  const options = { version: "1.2", schema: "core", merge: false, logLevel: "error" } as const;
  return { text, document: parseDocument(text, options) };
}

/** A node, the pair that it is the value of, and whether it stands in a flow collection. */
export interface YamlSpot {
  readonly node: Node | undefined;
  readonly pair?: Pair;
  readonly inFlow: boolean;
}

/** The node at a path; aliases are followed. Undefined where there is none. */
export function placeAt({ document }: YamlText, path: YamlPath): YamlSpot | undefined {
  let place: YamlSpot = { node: document.contents ?? undefined, inFlow: false };
  for (const name of path) {
    const node = followed(document, place.node);
    const inFlow = place.inFlow || (isCollection(node) && node.flow === true);
    if (isSeq(node)) {
      const item: unknown = node.items[Number(name)];
      if (!isNode(item)) return undefined;
      place = { node: item, inFlow };
    } else if (isMap(node)) {
      const pair = node.items.find((it) => isScalar(it.key) && String(it.key.value) === String(name));
      if (pair === undefined) return undefined;
      place = { node: isNode(pair.value) ? pair.value : undefined, pair, inFlow };
    } else return undefined;
  }
  return { ...place, node: followed(document, place.node) };
}

function followed(document: Document, node: unknown): Node | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  return isNode(target) ? target : undefined;
}

/** From, to, without the line break and the comment that may follow. An empty value has the range where it would stand. */
export function rangeOf(node: Node): { readonly from: number; readonly to: number } {
  const [from, to] = node.range ?? [0, 0];
  return { from, to };
}

/** Where a pair begins and ends, its value included. */
export function pairRange(pair: Pair): { readonly from: number; readonly to: number } {
  const from = isNode(pair.key) ? rangeOf(pair.key) : { from: 0, to: 0 };
  const end = isNode(pair.value) ? rangeOf(pair.value).to : from.to;
  return { from: from.from, to: Math.max(end, from.to) };
}

/** Where the value of a pair begins: behind the colon of its key. */
export function afterColon({ text }: YamlText, pair: Pair): number {
  return text.indexOf(":", isNode(pair.key) ? rangeOf(pair.key).to : 0) + 1;
}

/** The name that aliases know a node by. */
export function anchorOf(node: Node): string | undefined {
  return isAlias(node) || !("anchor" in node) ? undefined : node.anchor;
}

/** True for nothing, `~` and `null`. */
export function isNothing(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

/** A key's text. */
export function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

/** The pairs of a map whose keys are release lines, or nothing where it is none. */
export function linePairs(node: unknown): readonly Pair[] | undefined {
  if (!isMap(node) || node.items.length === 0) return undefined;
  return node.items.every((pair) => /^\d+\.\d+$/u.test(keyOf(pair))) ? node.items : undefined;
}

const oneLine = { doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };

/** A value on one line, as it is written inside `{ ... }`. */
export function flowText(value: Json): string {
  const document = new Document([value]);
  if (isSeq(document.contents)) setFlow(document.contents);
  const text = document
    .toString({ lineWidth: 0, flowCollectionPadding: true, blockQuote: false, ...oneLine })
    .trim();
  return text.replace(/^\[\s*/u, "").replace(/\s*\]$/u, "");
}

/** A text on one line, as it is written behind a key of its own line. */
export function blockText(value: string): string {
  return stringify(value, { lineWidth: 0, blockQuote: false, ...oneLine }).trim();
}

function setFlow(node: unknown): void {
  if (isPair(node)) {
    setFlow(node.value);
    return;
  }
  if (!isCollection(node)) return;
  node.flow = true;
  for (const item of node.items) setFlow(item);
}
