import { Document, isMap, isPair, isScalar, isSeq, Scalar, type Node, type Pair, type YAMLMap } from "yaml";
import type { Draft } from "./draft.ts";
import type { YamlPath } from "../../../diagnostics/source-file.ts";

/** What begins a comment that a person must act on. */
export const todoMark = "Edit: ";

const width = 100;

/** A draft as YAML, not yet formatted, with a comment above each place that a person must look at. */
export function draftText(draft: Draft): string {
  const document = new Document(draft.tool);
  if (!isMap(document.contents)) throw new Error("A draft is a map.");
  shape(document.contents);
  const { description } = draft.tool;
  if (description.length > width) fold(document.contents);
  const edits = [{ at: ["description"], todo: "" }, ...draft.edits];
  for (const key of new Set(edits.map((it) => nearestKey(document, it.at)))) {
    if (key === undefined) continue;
    const todos = edits.filter((it) => it.todo !== "" && nearestKey(document, it.at) === key);
    if (todos.length === 0) continue;
    key.commentBefore = todos.map(({ todo }) => comment(`${todoMark}${todo}`)).join("\n");
  }
  for (const { at, text } of draft.notes) {
    const node = document.getIn(at, true);
    const key = nearestKey(document, at) ?? keyOf(document.contents, "output");
    if (isMap(node)) node.comment = comment(text);
    else if (key !== undefined) key.commentBefore = join(key.commentBefore, comment(text));
  }
  document.commentBefore = " yaml-language-server: $schema=../tool.schema.json";
  const text = document.toString({ lineWidth: 0, nullStr: "", flowCollectionPadding: true });
  // The first comment belongs to the file, not to a blank line after it.
  return text.replace(/^(#.*\n)\n/, "$1");
}

/** Small values stand on one line, lists of names too; a line's end is a `~` one can see. */
function shape(root: YAMLMap): void {
  for (const pair of root.items) {
    const key = String((pair.key as Scalar).value);
    if (key === "request" || key === "set") tilde(pair.value);
    if (key === "params") for (const it of pairsOf(pair.value)) flow(it.value);
    if (key === "output") flowOutput(pair.value);
    if (key === "set") flow(pair.value);
    if (key === "examples") examples(pair.value);
  }
}

function flow(node: unknown): void {
  if (isMap(node) || isSeq(node)) node.flow = true;
  tilde(node);
}

function flowOutput(node: unknown): void {
  for (const it of pairsOf(node)) {
    if (isMap(it.value)) flowOutput(it.value);
    else flow(it.value);
  }
  if (isMap(node) && node.items.length === 1 && isScalar(node.items[0]?.value)) node.flow = true;
  tilde(node);
}

function examples(node: unknown): void {
  for (const it of isSeq(node) ? node.items : []) {
    for (const { key, value } of pairsOf(it)) {
      const lines = pairsOf(value).some(
        (one) => isScalar(one.value) && String(one.value.value).includes("\n"),
      );
      if ((key as Scalar).value === "call" && !lines) flow(value);
    }
  }
}

/** Nothing that is meant is `~`; nothing that need not be said is nothing. */
function tilde(node: unknown): void {
  for (const it of pairsOf(node)) {
    if (it.value === null || (isScalar(it.value) && it.value.value === null)) {
      const nothing = new Scalar(null);
      nothing.source = "~";
      it.value = nothing;
    } else tilde(it.value);
  }
}

function pairsOf(node: unknown): readonly Pair[] {
  return isMap(node) ? node.items.filter(isPair) : [];
}

function fold(root: YAMLMap): void {
  const value = root.get("description", true);
  if (isScalar(value)) value.type = "BLOCK_FOLDED";
}

/** The key at a path, or the nearest above it that is there. */
function nearestKey(document: Document, path: YamlPath): Node | undefined {
  for (let end = path.length; end > 0; end--) {
    const parent = end === 1 ? document.contents : document.getIn(path.slice(0, end - 1), true);
    const key = keyOf(parent, String(path[end - 1]));
    if (key !== undefined) return key;
  }
  return undefined;
}

function keyOf(map: unknown, name: string): Scalar | undefined {
  const pair = pairsOf(map).find(({ key }) => isScalar(key) && String(key.value) === name);
  return isScalar(pair?.key) ? pair.key : undefined;
}

function comment(text: string): string {
  const lines: string[] = [];
  for (const word of text.replace(/\s+/g, " ").split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => ` ${line}`).join("\n");
}

function join(a: string | null | undefined, b: string): string {
  return a === null || a === undefined ? b : `${a}\n${b}`;
}
