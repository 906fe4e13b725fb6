import { isMap, isNode, type Pair } from "yaml";
import type { Json } from "../../runtime/json.ts";
import { columnAt, shifted, type TextEdit } from "./text-edit.ts";
import {
  afterColon,
  blockText,
  flowText,
  isNothing,
  keyOf,
  linePairs,
  pairRange,
  placeAt,
  rangeOf,
  type YamlSpot,
  type YamlText,
} from "./yaml-text.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";

/** A value that holds from a line on. */
export interface FromLine {
  readonly line: string;
  /** The line from which on the value that is there now holds, where it has no lines yet. */
  readonly oldest: string;
  readonly value: Json;
  /** How the value is written behind a key of its own line that begins at a column; as JSON where absent. */
  readonly written?: (column: number) => string;
}

/**
 * The edits that make a value (a request, a place, a map of constants, an output) another from a line on: an entry more
 * in its map of lines, or such a map in its place. None where nothing stands at the path.
 */
export function putFromLine(yaml: YamlText, path: YamlPath, from: FromLine): readonly TextEdit[] {
  const place = placeAt(yaml, path);
  if (place?.pair === undefined) return [];
  const pairs = linePairs(place.node);
  const last = pairs?.at(-1);
  if (last !== undefined) return [entryAfter(yaml, place, last, from)];
  return [wrapped(yaml, place, place.pair, from)];
}

/**
 * The edits that send an argument somewhere else from a line on, and say more of it.
 * @param path of the argument. @param base where it went so far, written only where nothing says so.
 */
export function putPlace(
  yaml: YamlText,
  path: YamlPath,
  from: FromLine & { readonly base: string },
  more: Readonly<Record<string, Json>> = {},
): readonly TextEdit[] {
  const place = placeAt(yaml, path);
  if (place?.pair === undefined) return [];
  const written = `{ ${key(from.oldest)}: ${flowText(from.base)}, ${key(from.line)}: ${flow(from.value)} }`;
  const others = Object.entries(more).map(([name, value]) => `${name}: ${flowText(value)}`);
  if (isNothing(place.node)) {
    const at = afterColon(yaml, place.pair);
    return [{ from: at, to: at, text: ` { ${[`to: ${written}`, ...others].join(", ")} }` }];
  }
  if (!isMap(place.node)) return [];
  const [first, end] = [place.node.items[0], place.node.items.at(-1)];
  if (first === undefined || end === undefined) return [];
  const start = pairRange(first).from;
  const gap = place.node.flow === true ? ", " : `\n${" ".repeat(columnAt(yaml.text, start))}`;
  const has = place.node.items.some((pair) => keyOf(pair) === "to");
  const to = has
    ? putFromLine(yaml, [...path, "to"], from)
    : [{ from: start, to: start, text: `to: ${written}${gap}` }];
  if (others.length === 0) return to;
  const at = endOf(yaml, pairRange(end).to);
  return [...to, { from: at, to: at, text: others.map((it) => `${gap}${it}`).join("") }];
}

/** One entry more, behind the last one of a map of lines. */
function entryAfter({ text }: YamlText, place: YamlSpot, last: Pair, from: FromLine): TextEdit {
  const range = pairRange(last);
  if (place.inFlow || (isMap(place.node) && place.node.flow === true)) {
    return { from: range.to, to: range.to, text: `, ${key(from.line)}: ${flow(from.value)}` };
  }
  const end = endOf({ text }, range.to);
  const rest = text.indexOf("\n", end);
  const at = rest < 0 ? text.length : rest;
  const indent = " ".repeat(columnAt(text, range.from));
  return { from: at, to: at, text: `\n${indent}${key(from.line)}:${block(from, indent.length)}` };
}

/** A map of lines in the place of a value that had none. */
function wrapped(yaml: YamlText, { inFlow }: YamlSpot, pair: Pair, from: FromLine): TextEdit {
  const { text } = yaml;
  const start = afterColon(yaml, pair);
  const end = Math.max(start, endOf(yaml, isNode(pair.value) ? rangeOf(pair.value).to : start));
  const now = text.slice(start, end);
  if (inFlow || (keyOf(pair) === "to" && !now.includes("\n"))) {
    const was = inFlow ? now.trim() : inFlowOf(now.trim());
    const entries = `${key(from.oldest)}: ${was}, ${key(from.line)}: ${flow(from.value)}`;
    return { from: start, to: end, text: ` { ${entries} }` };
  }
  const indent = " ".repeat(columnAt(text, pairRange(pair).from) + 2);
  const lines = [
    `${indent}${key(from.oldest)}:${shifted(now, 2)}`,
    `${indent}${key(from.line)}:${block(from, indent.length)}`,
  ];
  return { from: start, to: end, text: `\n${lines.join("\n")}` };
}

/** A plain text of a block, as it is written inside braces. */
function inFlowOf(written: string): string {
  return /^["'{[*&]/u.test(written) ? written : flowText(written);
}

function key(line: string): string {
  return JSON.stringify(line);
}

function flow(value: Json): string {
  return value === null ? "~" : flowText(value);
}

function block({ value, written }: FromLine, column: number): string {
  if (written !== undefined) return written(column);
  return typeof value === "string" ? ` ${blockText(value)}` : ` ${flow(value)}`;
}

/** Where a value ends: the ranges of block collections go on into the space behind them. */
function endOf({ text }: Pick<YamlText, "text">, to: number): number {
  return text.slice(0, to).trimEnd().length;
}
