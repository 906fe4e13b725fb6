import { placeAt, yamlTrees, type YamlNode } from "../../../runtime/yaml/tree.ts";

/** Where something stands in a flow's YAML. */
export interface Found {
  /** `tasks[0].message` */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** A word to put in the place of another one, both counted from 1. */
export interface Edit {
  readonly line: number;
  readonly column: number;
  readonly replace: string;
  readonly with: string;
}

/** A mapping with a `type`, such as a task. */
interface Typed {
  readonly path: string;
  readonly type: string;
  readonly node: YamlNode;
}

/** A key, and what may stand between it and its value. */
const beforeValue = /^(?:"[^"]*"|'[^']*'|[^\s:"'{}[\],]+)\s*:\s*(?:[&!]\S*\s+)*/;

/** The mappings of one document of a YAML, and where things in it stand. */
export class FlowMap {
  readonly #source: string;
  readonly #root: YamlNode | undefined;
  readonly #mappings: readonly { readonly path: string; readonly node: YamlNode }[];

  constructor(source: string, root: YamlNode | undefined) {
    this.#source = source;
    this.#root = root;
    this.#mappings = root === undefined ? [] : mappingsIn(root, "");
  }

  /** Everything with a type, in the order of the text. */
  typed(): readonly Typed[] {
    return this.#mappings.flatMap(({ path, node }) => {
      const type = node.entries?.get("type")?.text;
      return type === undefined ? [] : [{ path, type, node }];
    });
  }

  /** Whether the flow itself has a property. */
  has(name: string): boolean {
    return this.#root?.entries?.has(name) === true;
  }

  /** The YAML without a property of the flow itself; unchanged where that does not have lines of its own. */
  without(name: string): string {
    const starts = [...(this.#root?.entries ?? [])].map(([key, { start }]) => ({ key, start }));
    const at = starts.findIndex(({ key }) => key === name);
    const from = starts[at]?.start ?? -1;
    const to = starts[at + 1]?.start ?? this.#source.length;
    const isBlock = [from, to].every((one) => one === this.#source.length || this.#isLineStart(one));
    if (from < 0 || !isBlock) return this.#source;
    const remarks = this.#source.slice(from, to).match(/^#.*\n/gm) ?? [];
    return `${this.#source.slice(0, from)}${remarks.join("")}${this.#source.slice(to)}`;
  }

  #isLineStart(at: number): boolean {
    return at === 0 || this.#source[at - 1] === "\n";
  }

  /** The text at a path of keys: `extend.title`; undefined where there is none. */
  text(path: string): string | undefined {
    return this.#at(path)?.text;
  }

  /** The texts of the list at a path of keys. */
  texts(path: string): readonly string[] {
    return (this.#at(path)?.items ?? []).flatMap((item) => item?.text ?? []);
  }

  /** The texts of each mapping of the list at a path of keys, by its keys. */
  rows(path: string): readonly Readonly<Record<string, string>>[] {
    return (this.#at(path)?.items ?? []).map((item) =>
      Object.fromEntries(
        [...(item?.entries ?? [])].flatMap(([key, { text }]) => (text === undefined ? [] : [[key, text]])),
      ),
    );
  }

  #at(path: string): YamlNode | undefined {
    return path.split(".").reduce((node, key) => node?.entries?.get(key), this.#root);
  }

  /** The types of this name. */
  ofType(type: string): readonly Found[] {
    return this.typed()
      .filter((it) => it.type === type)
      .map(({ path, node }) => this.#found(pathTo(path, "type"), node.entries?.get("type") ?? node));
  }

  /**
   * The edit that puts a word in the place of another one: of the key that stands at a place, or of the value of that key;
   * undefined where that does not stand there as it is.
   */
  edit({ path, line, column }: Found, old: string, now: string): Edit | undefined {
    const rest = (this.#source.split("\n")[line - 1] ?? "").slice(column - 1);
    const before = path.endsWith(old) ? "" : (beforeValue.exec(rest)?.[0] ?? "");
    const at = before.length + (/^["']/.test(rest.slice(before.length)) ? 1 : 0);
    const isThere = old !== "" && rest.startsWith(old, at) && !/^[\w$.-]/.test(rest.slice(at + old.length));
    return isThere ? { line, column: column + at, replace: old, with: now } : undefined;
  }

  /** A property of a class: of a mapping of that type, else of the first that has it. */
  ofProperty(field: string, of: string): Found | undefined {
    const having = this.#mappings.filter(({ node }) => node.entries?.has(field) === true);
    const isOfType = ({ node }: (typeof having)[number]) => node.entries?.get("type")?.text === of;
    const holder = having.find(isOfType) ?? having[0];
    const node = holder?.node.entries?.get(field);
    return holder === undefined || node === undefined
      ? undefined
      : this.#found(pathTo(holder.path, field), node);
  }

  /** The mappings of this id, in the order of the text. */
  ofId(id: string): readonly Found[] {
    return this.#mappings
      .filter(({ node }) => node.entries?.get("id")?.text === id)
      .map(({ path, node }) => this.#found(path, node));
  }

  /**
   * A path as Kestra writes it: `tasks[0].message`, or from an id on as in `a.message`. What is not there stands where it
   * would: the place is that of what holds it.
   */
  ofPath(path: string): Found | undefined {
    if (this.#root === undefined) return undefined;
    const [first = ""] = steps(path);
    if (this.#root.entries?.has(String(first)) === true || path === String(first))
      return this.#from(this.#root, "", path);
    const named = this.#mappings
      .map((it) => ({ ...it, id: it.node.entries?.get("id")?.text ?? "" }))
      .filter(({ id }) => id !== "" && path.startsWith(`${id}.`))
      .sort((a, b) => b.id.length - a.id.length)[0];
    if (named === undefined) return this.#from(this.#root, "", path);
    return this.#from(named.node, named.path, path.slice(named.id.length + 1));
  }

  #from(start: YamlNode, at: string, path: string): Found {
    let node = start;
    for (const step of steps(path)) {
      const next = typeof step === "number" ? node.items?.[step] : node.entries?.get(step);
      if (next === undefined) break;
      node = next;
    }
    return this.#found(pathTo(at, path), node);
  }

  #found(path: string, { start }: YamlNode): Found {
    return { path, ...placeAt(this.#source, start) };
  }
}

/** A map of each document of a YAML. @throws InputError for what is nested too deeply */
export async function flowMaps(source: string): Promise<readonly FlowMap[]> {
  return (await yamlTrees(source)).map((root) => new FlowMap(source, root));
}

function mappingsIn(node: YamlNode, path: string): { readonly path: string; readonly node: YamlNode }[] {
  const own = node.entries === undefined ? [] : [{ path, node }];
  const entries = [...(node.entries ?? [])].map(([key, child]) => [pathTo(path, key), child] as const);
  const items = (node.items ?? []).map((child, i) => [`${path}[${i}]`, child] as const);
  return [
    ...own,
    ...[...entries, ...items].flatMap(([at, child]) => (child === undefined ? [] : mappingsIn(child, at))),
  ];
}

function pathTo(path: string, step: string): string {
  return path === "" ? step : `${path}.${step}`;
}

/** `tasks[0].message` as `tasks`, 0, `message`. */
function steps(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([text, index]) =>
    index === undefined ? text : Number(index),
  );
}
