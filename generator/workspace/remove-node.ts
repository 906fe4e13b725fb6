import { isAlias, isCollection, isNode, isScalar, visit, type Node } from "yaml";
import { columnAt, lineStart, shifted, type TextEdit } from "./text-edit.ts";
import { anchorOf, blockText, flowText, pairRange, rangeOf, type YamlText } from "./yaml-text.ts";
import type { Json } from "../../runtime/json.ts";
import type { Pair } from "yaml";

/** Something that stands among others: a pair of a map, or an item of a list. */
export type YamlMember = Pair | Node;

/**
 * The edits that take a member out of its collection, comments elsewhere and layout kept. What has an anchor in it and is
 * named elsewhere is written there instead.
 */
export function removeMember(
  yaml: YamlText,
  member: YamlMember,
  members: readonly YamlMember[],
  inFlow: boolean,
): readonly TextEdit[] {
  const range = inFlow ? flowRange(member, members) : blockRange(yaml, member);
  return [{ ...range, text: "" }, ...rescued(yaml, range)];
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function rangeOfMember(member: YamlMember): Range {
  return isNode(member) ? rangeOf(member) : pairRange(member);
}

/** With one comma. */
function flowRange(member: YamlMember, members: readonly YamlMember[]): Range {
  const at = members.indexOf(member);
  const { from, to } = rangeOfMember(member);
  const [before, after] = [members[at - 1], members[at + 1]];
  if (before !== undefined) return { from: rangeOfMember(before).to, to };
  return after === undefined ? { from, to } : { from, to: rangeOfMember(after).from };
}

/** Whole lines, with the comment at the end of the last one. */
function blockRange({ text }: YamlText, member: YamlMember): Range {
  const { from, to } = rangeOfMember(member);
  const end = text.slice(0, to).trimEnd().length;
  const next = text.indexOf("\n", end);
  return { from: dashStart(text, from), to: next < 0 ? text.length : next + 1 };
}

/** The line on which a member begins; of `- &anchor` and a value below it, the line of the dash. */
function dashStart(text: string, from: number): number {
  const start = lineStart(text, from);
  const above = lineStart(text, Math.max(0, start - 1));
  const bare = /^\s*- &[^\s]+\s*$/u.test(text.slice(above, Math.max(above, start - 1)));
  return text.slice(start, from).trim() === "" && bare ? above : start;
}

/** What is named outside of a range by anchors in it: the first alias becomes the thing itself. */
function rescued(yaml: YamlText, range: Range): readonly TextEdit[] {
  const inside = (node: Node): boolean => rangeOf(node).from >= range.from && rangeOf(node).to <= range.to;
  const anchored = new Map<string, Node>();
  const edits: TextEdit[] = [];
  visit(yaml.document, (_, node, ancestors) => {
    if (!isNode(node)) return;
    if (!isAlias(node)) {
      const anchor = anchorOf(node);
      if (anchor === undefined) return;
      if (inside(node)) anchored.set(anchor, node);
      else anchored.delete(anchor);
      return;
    }
    const target = anchored.get(node.source);
    if (target === undefined || inside(node)) return;
    anchored.delete(node.source);
    const inFlow = ancestors.some((it) => isCollection(it) && it.flow === true);
    edits.push({ ...rangeOf(node), text: definition(yaml, node.source, target, node, inFlow) });
  });
  return edits;
}

function definition(yaml: YamlText, name: string, target: Node, alias: Node, inFlow: boolean): string {
  const data = target.toJS(yaml.document) as Json;
  if (isScalar(target) && typeof data === "string" && !inFlow) return `&${name} ${blockText(data)}`;
  const { from, to } = rangeOf(target);
  const source = yaml.text.slice(from, to).trimEnd();
  const plain = isCollection(target) && target.flow !== true && !/[&*]\w/u.test(source);
  const start = rangeOf(alias).from;
  const keyed = /^\s*[^\s#'"[{]+:\s$/u.test(yaml.text.slice(lineStart(yaml.text, start), start));
  if (inFlow || !plain || !keyed) return `&${name} ${flowText(data)}`;
  const indent = columnOfKey(yaml.text, start) + 2;
  return `&${name}\n${" ".repeat(indent)}${shifted(source, indent - columnAt(yaml.text, from))}`;
}

function columnOfKey(text: string, offset: number): number {
  const line = text.slice(lineStart(text, offset), offset);
  return line.length - line.trimStart().length;
}
