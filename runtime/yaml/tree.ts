import { InputError } from "../errors.ts";
import { blockText } from "./block.ts";
import { lineAt } from "./cursor.ts";
import { scalarText } from "./scalar.ts";
import { YamlScanner, type YamlScalar, type YamlToken } from "./scanner.ts";
import { eachToken } from "./tokens.ts";

/** What stands in a YAML, and where. */
export interface YamlNode {
  /** Of its first character; of an entry of a mapping that of its key. */
  readonly start: number;
  /** Of a mapping, by key; of keys that come twice the first. */
  readonly entries?: ReadonlyMap<string, YamlNode>;
  /** Of a sequence; undefined where an item is empty. */
  readonly items?: readonly (YamlNode | undefined)[];
  /** Of a scalar that is a text without more. */
  readonly text?: string;
}

/** A node that is being read. */
interface Growing {
  start: number;
  readonly entries?: Map<string, YamlNode>;
  readonly items?: (YamlNode | undefined)[];
  /** Of a mapping: the key that was read last, and whether its colon was. */
  key?: { readonly text: string; readonly start: number } | undefined;
  hasColon?: boolean;
  /** Of a sequence: the item that was begun last; before any dash or comma none. */
  index: number;
}

/** A place as people count: both from 1. */
export interface YamlPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * The outermost node of each document of a YAML, as Kestra's own reader finds them. What is ill-formed is passed over.
 * The time grows with the text, in turns with whatever else there is to do.
 * @throws InputError for what is nested too deeply
 */
export async function yamlTrees(source: string): Promise<(YamlNode | undefined)[]> {
  const roots = new Roots(source);
  await eachToken(new YamlScanner(source), (token) => {
    roots.take(token);
  });
  return roots.all();
}

/** Where a character stands. */
export function placeAt(source: string, at: number): YamlPlace {
  return { line: lineAt(source, at), column: at - source.lastIndexOf("\n", at - 1) };
}

class Roots {
  readonly #source: string;
  readonly #done: (YamlNode | undefined)[] = [];
  readonly #open: Growing[] = [];
  #root: YamlNode | undefined;
  #hasContent = false;

  constructor(source: string) {
    this.#source = source;
  }

  /** A marker before the first node begins no other document. */
  all(): (YamlNode | undefined)[] {
    return this.#hasContent ? [...this.#done, this.#root] : this.#done;
  }

  take(token: YamlToken): void {
    const { kind } = token;
    const within = this.#open.at(-1);
    if (kind === "document") this.#end();
    else if (kind === "close") this.#open.pop();
    else if (kind === "scalar") this.#scalar(token, within);
    else if (kind === "open") this.#begin(token);
    else if (within !== undefined) step(within, kind);
  }

  #end(): void {
    if (this.#hasContent) this.#done.push(this.#root);
    this.#open.length = 0;
    this.#root = undefined;
    this.#hasContent = false;
  }

  #begin({ of, start }: Extract<YamlToken, { kind: "open" }>): void {
    const node: Growing = {
      start,
      index: -1,
      ...(of === "mapping" ? { entries: new Map() } : { items: [] }),
    };
    this.#attach(node);
    this.#open.push(node);
  }

  #scalar(scalar: YamlScalar, within: Growing | undefined): void {
    const text = this.#textOf(scalar);
    if (within?.entries === undefined || within.hasColon === true) {
      this.#attach({ start: scalar.start, ...(text === undefined ? {} : { text }) });
      return;
    }
    // The first key of a block mapping comes before the colon that tells that there is one.
    within.start = Math.min(within.start, scalar.start);
    within.key = text === undefined ? undefined : { text, start: scalar.start };
  }

  #attach(node: YamlNode): void {
    this.#hasContent = true;
    const within = this.#open.at(-1);
    if (within === undefined) this.#root ??= node;
    else if (within.items !== undefined) within.items[Math.max(0, within.index)] ??= node;
    else if (within.hasColon === true && within.key !== undefined) {
      const { text, start } = within.key;
      // An entry is at its key: it is what people look for. A node that grows is kept as it is.
      if (within.entries?.has(text) === false) within.entries.set(text, Object.assign(node, { start }));
    }
  }

  #textOf(scalar: YamlScalar): string | undefined {
    if (scalar.style === "block") return blockText(this.#source.slice(scalar.start, scalar.end));
    try {
      return scalarText(this.#source, scalar, "it");
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  }
}

/** What a mark between nodes says of those that come. */
function step(within: Growing, kind: "tag" | "key" | "value" | "item" | "comma"): void {
  if (kind === "value") within.hasColon = true;
  else if (kind === "key" || (kind === "comma" && within.entries !== undefined)) {
    within.key = undefined;
    within.hasColon = false;
  } else if (kind === "comma") within.index = Math.max(0, within.index) + 1;
  else if (kind === "item") within.index++;
}
