import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, visit, type Node } from "yaml";
import { isObject, type Json } from "../../../../runtime/json.ts";
import { heldOn } from "../../../spec/by-line.ts";
import type { ExampleGrammar, OperationGrammar, ToolSpec } from "../../../spec/spec.ts";
import { putFromLine } from "../../../workspace/put-line.ts";
import { rewrittenRequest, type RequestChange } from "./rewrite-sent.ts";
import { applyEdits, columnAt, shifted, type TextEdit } from "../../../workspace/text-edit.ts";
import {
  anchorOf,
  afterColon,
  blockText,
  flowText,
  pairRange,
  placeAt,
  rangeOf,
  type YamlText,
} from "../../../workspace/yaml-text.ts";
import type { YamlPath } from "../../../diagnostics/source-file.ts";

/**
 * The edits that tell for every example of a tool what is sent on a new line, where the changes make that another
 * request. What is answered stays: the author decides whether a recording of the new line shows it better.
 */
export function exampleEdits(
  yaml: YamlText,
  spec: ToolSpec,
  changes: readonly RequestChange[],
  lines: { readonly base: string; readonly line: string; readonly oldest: string },
): readonly TextEdit[] {
  const rewrite = (request: string): string | undefined => rewrittenRequest(request, changes);
  return behavioursOf(spec).flatMap(({ grammar, at }) =>
    (grammar.examples ?? []).flatMap((example, i) =>
      sendsEdits(yaml, example, [...at, "examples", i, "sends"], rewrite, lines),
    ),
  );
}

/** A part of a text that is copied: where it begins, and whether it is written inside braces there. */
interface Copy {
  readonly start: number;
  readonly inFlow: boolean;
}

type Rewrite = (request: string) => string | undefined;

function sendsEdits(
  yaml: YamlText,
  example: ExampleGrammar,
  at: YamlPath,
  rewrite: Rewrite,
  { base, line, oldest }: { readonly base: string; readonly line: string; readonly oldest: string },
): readonly TextEdit[] {
  const held = heldOn(example.sends, base, at);
  const now = heldOn(example.sends, line, at);
  if (held.value === null || held.at.join() !== now.at.join()) return [];
  const value = rewritten(held.value as Json, rewrite);
  if (value === undefined) return [];
  const place = placeAt(yaml, held.at);
  const { pair, node, inFlow } = place ?? {};
  if (pair === undefined || node === undefined) return [];
  const block = !isScalar(node) && inFlow !== true && !isAlias(pair.value);
  const column = columnAt(yaml.text, pairRange(pair).from);
  const written = (to: number): string => {
    const start = afterColon(yaml, pair);
    const source = yaml.text.slice(start, rangeOf(node).to).trimEnd();
    const edits = copyEdits(yaml, node, rewrite, { start, inFlow: false });
    return shifted(applyEdits(source, edits), to - column);
  };
  return putFromLine(yaml, at, { line, oldest, value, ...(block ? { written } : {}) });
}

/** An example's `sends` with its requests rewritten; undefined where none is. */
function rewritten(value: Json, rewrite: Rewrite): Json | undefined {
  if (typeof value === "string") return rewrite(value);
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const all = items.map((item) => rewritten(item, rewrite));
    return all.every((it) => it === undefined) ? undefined : all.map((it, i) => it ?? items[i] ?? null);
  }
  if (!isObject(value) || typeof value.request !== "string") return undefined;
  const request = rewrite(value.request);
  return request === undefined ? undefined : { ...(value as Readonly<Record<string, Json>>), request };
}

/** The edits of a copy of a node: requests rewritten, and what has an anchor named by it, so that none is there twice. */
function copyEdits(yaml: YamlText, node: Node, rewrite: Rewrite, copy: Copy): readonly TextEdit[] {
  const { start } = copy;
  const edit = (from: number, to: number, text: string): TextEdit => ({
    from: from - start,
    to: to - start,
    text,
  });
  const { from, to } = rangeOf(node);
  const end = yaml.text.slice(0, to).trimEnd().length;
  const data = (isAlias(node) ? node.resolve(yaml.document) : node)?.toJS(yaml.document) as Json;
  const changed = rewritten(data, rewrite);
  if (isAlias(node)) return changed === undefined ? [] : [edit(from, to, flowText(changed))];
  const anchor = anchorOf(node);
  const anchorAt = anchor === undefined ? from : yaml.text.lastIndexOf(`&${anchor}`, from);
  if (anchor !== undefined && changed === undefined) return [edit(anchorAt, end, `*${anchor}`)];
  const named = anchor === undefined ? [] : [edit(anchorAt, from, "")];
  if (isScalar(node)) {
    return typeof changed === "string" ? [...named, edit(from, end, scalarText(node, changed, copy))] : named;
  }
  const below = { start, inFlow: copy.inFlow || (isCollection(node) && node.flow === true) };
  const inner = isSeq(node)
    ? node.items
    : isMap(node)
      ? node.items.map((it) => ({ key: it.key, value: it.value }))
      : [];
  return [
    ...named,
    ...inner.flatMap((item) => {
      if (isNode(item)) return copyEdits(yaml, item, rewrite, below);
      const { key, value } = item as { readonly key: unknown; readonly value: unknown };
      if (!isNode(value)) return [];
      const isRequest = isScalar(key) && key.value === "request";
      return isRequest ? copyEdits(yaml, value, rewrite, below) : anchorEdits(yaml, value, start);
    }),
  ];
}

/** What has an anchor in a part that is copied as it is. */
function anchorEdits(yaml: YamlText, node: Node, start: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  visit(node, (_, it) => {
    const anchor = isNode(it) ? anchorOf(it) : undefined;
    if (!isNode(it) || anchor === undefined) return undefined;
    const from = yaml.text.lastIndexOf(`&${anchor}`, rangeOf(it).from);
    const to = yaml.text.slice(0, rangeOf(it).to).trimEnd().length;
    edits.push({ from: from - start, to: to - start, text: `*${anchor}` });
    return visit.SKIP;
  });
  return edits;
}

function scalarText(node: { readonly type?: string | undefined }, value: string, { inFlow }: Copy): string {
  if (inFlow) return flowText(value);
  return node.type === "QUOTE_DOUBLE" ? JSON.stringify(value) : blockText(value);
}

function behavioursOf(
  spec: ToolSpec,
): readonly { readonly grammar: OperationGrammar; readonly at: YamlPath }[] {
  const actions = Object.entries(spec.tool.actions ?? {}).flatMap(([name, action]) =>
    typeof action === "string" ? [] : [{ grammar: action, at: ["actions", name] }],
  );
  return actions.length > 0 ? actions : [{ grammar: spec.tool, at: [] }];
}
