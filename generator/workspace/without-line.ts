import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  visit,
  type Node,
  type Pair,
} from "yaml";
import { compareLines } from "../../runtime/per-line.ts";
import { removeMember, type YamlMember } from "./remove-node.ts";
import { applyEdits, columnAt, lineStart, shifted, type TextEdit } from "./text-edit.ts";
import {
  anchorOf,
  afterColon,
  blockText,
  isNothing,
  keyOf,
  linePairs,
  pairRange,
  rangeOf,
  yamlText,
  type YamlText,
} from "./yaml-text.ts";

/** Keys whose values may be maps of lines. */
const byLine = new Set(["request", "to", "format", "set", "output", "advice", "sends"]);
/** Keys under which stands what agents and Kestra say, never lines. */
const data = new Set(["call", "body", "answer"]);

/** A tool's YAML for fewer lines, and what its author must look at: sentences. */
export interface WithoutLine {
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * A tool's YAML without what only other lines need: entries of dropped lines go, those that held before rise to the oldest
 * line there is, and a map with that one entry becomes the plain value. What is left with no value at all (a call that only a
 * dropped line has) goes too.
 * @param lines those that remain, oldest first
 */
export function withoutLine(text: string, lines: readonly string[]): WithoutLine {
  const notes: string[] = [];
  let now = text;
  for (;;) {
    const yaml = yamlText(now);
    const step = nextStep(yaml, lines);
    if (step === undefined) return { text: now, notes };
    if (step.note !== undefined) notes.push(step.note);
    now = applyEdits(now, step.edits);
  }
}

interface Step {
  readonly edits: readonly TextEdit[];
  readonly note?: string;
}

type Ancestors = readonly unknown[];

function nextStep(yaml: YamlText, lines: readonly string[]): Step | undefined {
  let step: Step | undefined;
  visit(yaml.document, {
    Pair: (_, pair, ancestors) => {
      if (data.has(keyOf(pair))) return visit.SKIP;
      if (!byLine.has(keyOf(pair)) || isAlias(pair.value)) return undefined;
      const pairs = linePairs(pair.value);
      step = pairs === undefined ? undefined : stepOf(yaml, pair, pairs, ancestors, lines);
      return step === undefined ? undefined : visit.BREAK;
    },
  });
  return step;
}

function stepOf(
  yaml: YamlText,
  pair: Pair,
  pairs: readonly Pair[],
  ancestors: Ancestors,
  lines: readonly string[],
): Step | undefined {
  const [oldest = "", newest = ""] = [lines[0], lines.at(-1)];
  const inFlow = ancestors.some((it) => isCollection(it) && it.flow === true);
  const flow = inFlow || (isCollection(pair.value) && pair.value.flow === true);
  const early = pairs
    .filter((it) => compareLines(keyOf(it), oldest) <= 0)
    .sort((a, b) => compareLines(keyOf(a), keyOf(b)));
  const held = early.at(-1);
  const stale = pairs.find(
    (it) =>
      compareLines(keyOf(it), newest) > 0 ||
      (early.includes(it) && it !== held) ||
      (it === held && isNothing(it.value)),
  );
  if (stale !== undefined && pairs.length === 1) return removal(yaml, pair, ancestors);
  if (stale !== undefined) return { edits: removeMember(yaml, stale, pairs, flow) };
  if (held === undefined) return undefined;
  const anchored = isNode(pair.value) && anchorOf(pair.value) !== undefined;
  if (pairs.length === 1 && !anchored) return { edits: collapsed(yaml, pair, held, inFlow) };
  if (keyOf(held) === oldest || !isNode(held.key)) return undefined;
  return { edits: [{ ...rangeOf(held.key), text: JSON.stringify(oldest) }] };
}

/** The plain value in the place of a map with one entry; comments above the entry go above the key. */
function collapsed(yaml: YamlText, pair: Pair, entry: Pair, inFlow: boolean): readonly TextEdit[] {
  const { text } = yaml;
  const start = afterColon(yaml, pair);
  const { to } = isNode(pair.value) ? rangeOf(pair.value) : { to: start };
  const end = text.slice(0, to).trimEnd().length;
  const value = text.slice(afterColon(yaml, entry), text.slice(0, pairRange(entry).to).trimEnd().length);
  const node = entry.value;
  const quoted = isScalar(node) && typeof node.value === "string" && node.anchor === undefined;
  const by = columnAt(text, pairRange(pair).from) - columnAt(text, pairRange(entry).from);
  const isFlow = isCollection(pair.value) && pair.value.flow === true;
  const plain =
    quoted && !inFlow && !value.includes("\n")
      ? ` ${blockText(node.value as string)}`
      : isFlow
        ? ` ${value.trim()}`
        : shifted(value, by);
  const comments = text
    .slice(start, pairRange(entry).from)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("#"));
  const at = lineStart(text, pairRange(pair).from);
  const indent = " ".repeat(columnAt(text, pairRange(pair).from));
  const above = comments.map((line) => `${indent}${line}\n`).join("");
  return [
    ...(above === "" ? [] : [{ from: at, to: at, text: above }]),
    { from: start, to: end, text: plain },
  ];
}

/** What has no value on any line: the call or action of a request, the argument of a place, the example of requests. */
function removal(yaml: YamlText, pair: Pair, ancestors: Ancestors): Step | undefined {
  const key = keyOf(pair);
  const chain = [...ancestors, pair];
  const up = key === "request" || key === "to" || key === "sends" ? 1 : 0;
  const member = memberAt(chain, up);
  if (member === undefined) return undefined;
  const { of, collection } = member;
  const items = isMap(collection) || isSeq(collection) ? (collection.items as readonly YamlMember[]) : [];
  const inFlow = chain.slice(0, chain.indexOf(of)).some((it) => isCollection(it) && it.flow === true);
  const note =
    key === "request"
      ? `\`${nameOf(of)}\` has no request on the lines that remain and is removed: what its steps say of it goes by hand.`
      : undefined;
  return { edits: removeMember(yaml, of, items, inFlow), ...(note === undefined ? {} : { note }) };
}

/** The member that holds a pair: the pair itself, or the one whose map the pair stands in. */
function memberAt(
  chain: Ancestors,
  up: number,
): { readonly of: YamlMember; readonly collection: unknown } | undefined {
  let at = chain.length - 1;
  for (let i = 0; i < up; i++) {
    at -= 1;
    while (at >= 0 && !isPair(chain[at]) && !isItem(chain, at)) at -= 1;
  }
  const of = chain[at];
  if (at < 1 || of === undefined) return undefined;
  return { of: of as Pair | Node, collection: chain[at - 1] };
}

function isItem(chain: Ancestors, at: number): boolean {
  return at > 0 && isSeq(chain[at - 1]) && isNode(chain[at]);
}

function nameOf(member: YamlMember): string {
  return isPair(member) ? keyOf(member) : "an example";
}
