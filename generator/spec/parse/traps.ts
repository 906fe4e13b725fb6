import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Document,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { keyText } from "./locate.ts";
import { errorAt, type Range } from "./yaml-place.ts";
import { aliasErrors } from "./unfold.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** What was found in a document that YAML allows and a spec does not. */
export interface Traps {
  readonly diagnostics: readonly Diagnostic[];
  /** False where what the document says cannot be told. */
  readonly readable: boolean;
}

/**
 * Finds what YAML allows and nobody means: keys written twice, lines without quotes (1.10 is the number 1.1), keys that are
 * no text, tags, directives, aliases without end. What was plainly meant is put right in the document, so that the rest of
 * it can be checked.
 */
export function findTraps(file: SourceFile, document: Document): Traps {
  const found: Diagnostic[] = [];
  const report = (range: Range, message: string, hint?: string): void => {
    found.push(errorAt(file, range, message, hint));
  };
  const directive = /^%.*$/mu.exec(file.text);
  if (directive !== null && hasDirectives(document)) {
    const range = { from: directive.index, to: directive.index + directive[0].length };
    report(range, "A spec takes no YAML directives.", "Remove the line.");
  }
  const keyed = walk(file.text, document.contents, report);
  const aliases = aliasErrors(document);
  for (const { alias, message } of aliases) report(rangeOf(alias), message);
  return { diagnostics: found, readable: keyed && aliases.length === 0 };
}

type Report = (range: Range, message: string, hint?: string) => void;

function hasDirectives(document: Document): boolean {
  const { directives } = document;
  return (
    directives !== undefined && (directives.yaml.explicit === true || Object.keys(directives.tags).length > 1)
  );
}

/** @returns false where a key is none, so that its value is lost */
function walk(text: string, node: unknown, report: Report): boolean {
  if (isAlias(node) || !isNode(node)) return true;
  if (node.tag !== undefined) {
    report(tagBefore(text, rangeOf(node).from), "A spec takes no YAML tags.", "Remove it.");
    delete node.tag;
  }
  if (isSeq(node)) return all(node.items.map((item) => walk(text, item, report)));
  if (!isMap(node)) return true;
  const keyed = node.items.map((pair) => isKeyed(text, pair, report));
  const below = node.items.map((pair) => walk(text, pair.value, report));
  dropTwins(node, report);
  return all(keyed) && all(below);
}

function all(results: readonly boolean[]): boolean {
  return results.every((it) => it);
}

/** A tag stands before its value, maybe with an anchor between them. */
function tagBefore(text: string, value: number): Range {
  const start = text.slice(0, value).search(/![^\s,[\]{}]*\s*(?:&\S*\s*)?$/u);
  const from = start < 0 ? value : start;
  return { from, to: from + (/^\S*/u.exec(text.slice(from))?.[0].length ?? 1) };
}

/** Whether a pair has a key that can be one; what was meant for text is made text. */
function isKeyed(text: string, { key }: Pair, report: Report): boolean {
  if (!isScalar(key)) {
    report(isNode(key) ? rangeOf(key) : { from: 0, to: 1 }, "A key is a text, not a list or a map.");
    return false;
  }
  const source = key.source ?? "";
  if (key.value === "<<" && key.type === "PLAIN") {
    report(rangeOf(key), "A spec takes no YAML merge keys.", "Write out what is merged.");
    return false;
  }
  if (typeof key.value === "string" || /^[1-9]\d*$/u.test(source)) return true;
  key.value = source;
  if (source === "") {
    report(
      colonAfter(text, rangeOf(key).from),
      "A key is a text, not nothing.",
      "Write it before the colon.",
    );
    return true;
  }
  const isLine = /^\d+\.\d+$/u.test(source);
  report(
    rangeOf(key),
    isLine ? `${source} is a number here: a release line needs quotes.` : `A key is a text, not ${source}.`,
    `Write "${source}".`,
  );
  return true;
}

/** The colon of a key that is none: YAML takes the end of what is before it, maybe lines above, for its place. */
function colonAfter(text: string, key: number): Range {
  const from = key + (/^\s*/u.exec(text.slice(key))?.[0].length ?? 0);
  return { from, to: from + 1 };
}

/** Reports keys that are written twice; the first one stays. */
function dropTwins(map: YAMLMap, report: Report): void {
  const seen = new Set<string>();
  map.items = map.items.filter((pair) => {
    const name = keyText(pair.key) ?? "";
    if (!seen.has(name)) {
      seen.add(name);
      return true;
    }
    report(rangeOf(pair.key as Scalar), `${JSON.stringify(name)} is written twice.`, "Keep one of them.");
    return false;
  });
}

function rangeOf(node: { readonly range?: readonly number[] | null | undefined }): Range {
  const [from = 0, to = from + 1] = node.range ?? [];
  return { from, to };
}
