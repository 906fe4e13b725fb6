import { InputError } from "../errors.ts";
import { limits } from "../limits.ts";
import { own, say } from "../text/said.ts";
import { lineAt } from "./cursor.ts";
import { scalarText } from "./scalar.ts";
import { YamlScanner, type YamlScalar, type YamlToken } from "./scanner.ts";
import { eachToken } from "./tokens.ts";

/** What names a thing in its YAML. */
export interface YamlKey {
  readonly namespace: string;
  readonly id: string;
}

/**
 * The namespace and id of a YAML. Everything else in it is Kestra's to judge, so that its own reason is given. Reading
 * takes time that grows with the text, in turns with whatever else there is to do.
 * @param what it is, such as "app"
 * @throws InputError where there is no single one, where it lacks one of them or has it in a form that could mean
 * something else to Kestra, and where it is too long or nested too deeply
 */
export async function yamlKey(source: string, what: string): Promise<YamlKey> {
  if (source.length > limits.yaml) {
    throw new InputError(
      say`The YAML has ${source.length} characters, and at most ${limits.yaml} are read: make it smaller.`,
    );
  }
  if (source.trimStart().startsWith("```")) {
    throw new InputError(say`The YAML stands between fences: leave out the lines that begin with \`\`\`.`);
  }
  try {
    return await read(source, what);
  } catch (error) {
    const line = lineOfTab(source);
    if (!(error instanceof InputError) || line === undefined) throw error;
    const said = /\.$/.test(error.message) ? error.said : say`${error.said}.`;
    throw new InputError(say`${said} Line ${line} is indented by a tab: YAML takes spaces alone.`);
  }
}

/** The first line whose indentation has a tab; within brackets, and there alone, it may. */
function lineOfTab(source: string): number | undefined {
  const found = /^ *\t[ \t]*[^\s]/m.exec(source);
  return found === null ? undefined : lineAt(source, found.index);
}

async function read(source: string, what: string): Promise<YamlKey> {
  const scanner = new YamlScanner(source);
  const outline = new Outline(source);
  await eachToken(scanner, (token) => {
    outline.take(token);
  });
  const { unclosed } = scanner;
  const reason = unclosed && `the ${unclosed.what} in line ${lineAt(source, unclosed.start)} is not closed.`;
  if (outline.documents > 1) {
    throw new InputError(
      say`The YAML holds ${outline.documents} documents: give one ${own(what)} at a time.`,
    );
  }
  if (outline.root !== "mapping") {
    throw new InputError(
      reason === undefined
        ? say`The YAML does not describe a single ${own(what)}: it must be a mapping with \`id\` and \`namespace\`.`
        : say`The YAML cannot be read: ${reason}`,
    );
  }
  if (outline.after !== undefined) {
    throw new InputError(
      say`The YAML cannot be read: its outermost mapping ends before line ${lineAt(source, outline.after)}. Indent all keys of the ${own(what)} alike.`,
    );
  }
  const text = (name: keyof YamlKey) => {
    try {
      return outline.text(name);
    } catch (error) {
      if (!(error instanceof InputError) || reason === undefined) throw error;
      throw new InputError(say`${error.said} The YAML cannot be read: ${reason}`);
    }
  };
  const namespace = text("namespace");
  const id = text("id");
  if (namespace !== "" && id !== "") return { namespace, id };
  const missing = namespace === "" && id === "" ? "both are" : `${namespace === "" ? "namespace" : "id"} is`;
  const said = say`YAML must include 'namespace' and 'id' fields: ${own(missing)} missing`;
  throw new InputError(reason === undefined ? said : say`${said}. It cannot be read: ${reason}`);
}

/** How often a key may come with the same value, which is Kestra's to refuse. */
const mostTimes = 2;

/** A key or a value of the outermost mapping. */
type Node = YamlScalar | { readonly kind: "collection"; readonly start: number };

interface Entry {
  key?: Node;
  /** Its colon was read. */
  hasColon?: boolean;
  /** Of the node that comes next. */
  tag?: string | undefined;
  value?: Value;
}

type Value = Node & {
  readonly tag?: string | undefined;
  /** A second colon follows, as where a line is indented that should not be. */
  readonly goesOn?: boolean;
};

/** What of a YAML is looked at: how many documents there are, and the outermost mapping of the first one. */
class Outline {
  documents = 0;
  root: "mapping" | "sequence" | "scalar" | undefined;
  /** What stands behind the outermost node of the first document, where nothing may. */
  after: number | undefined;
  readonly #source: string;
  readonly #values: Readonly<Record<string, Value[]>> = Object.assign(Object.create(null) as object, {
    id: [],
    namespace: [],
  });
  #entry: Entry = {};
  #depth = 0;
  #hasContent = false;
  #isOver = false;

  constructor(source: string) {
    this.#source = source;
  }

  take(token: YamlToken): void {
    if (token.kind === "document") this.#hasContent = false;
    else if (!this.#hasContent) {
      this.#hasContent = true;
      this.documents++;
    }
    if (token.kind === "open") this.#depth++;
    if (this.documents === 1) this.#takeOfFirst(token);
    if (token.kind === "close") this.#depth--;
    if (this.documents !== 1 || token.kind === "document") return;
    if (this.#isOver) this.after ??= "start" in token ? token.start : 0;
    this.#isOver ||= token.kind === "close" && this.#depth === 0;
  }

  #takeOfFirst(token: YamlToken): void {
    const { kind } = token;
    if (this.#depth === 0 && kind === "scalar") this.root ??= "scalar";
    if (this.#depth === 1 && kind === "open") this.root ??= token.of;
    else if (this.#depth === 2 && kind === "open") this.#node({ kind: "collection", start: token.start });
    if (this.#depth !== 1) return;
    if (kind === "key" || kind === "comma" || kind === "close") this.#flush();
    else if (kind === "value") {
      const { hasColon, value } = this.#entry;
      if (hasColon === true && value !== undefined) this.#entry.value = { ...value, goesOn: true };
      else if (hasColon === true) this.#flush();
      this.#entry.hasColon = true;
    } else if (kind === "item") this.#node({ kind: "collection", start: 0 });
    else if (kind === "tag") this.#entry.tag = token.text;
    else if (kind === "scalar") this.#node(token);
  }

  /** Before its colon a node is the entry's key, after it the value. */
  #node(node: Node): void {
    const { hasColon, tag } = this.#entry;
    if (hasColon === true) this.#entry.value ??= { ...node, tag };
    else this.#entry.key ??= node;
    this.#entry.tag = undefined;
  }

  #flush(): void {
    const { key, value } = this.#entry;
    this.#entry = {};
    if (key?.kind !== "scalar") return;
    // It could stand for one of those that count.
    if (key.style === "alias" || key.style === "block") {
      const form = key.style === "alias" ? "an alias" : "a block of its own lines";
      throw new InputError(
        say`The key in line ${lineAt(this.#source, key.start)} is ${own(form)}: write it as a word before its colon.`,
      );
    }
    if (key.end - key.start > limits.yamlKey) {
      // A line that goes on, and what is escaped, may be a short word that is written in many characters.
      if (key.style === '"' && this.#source.slice(key.start, key.end).includes("\\"))
        throw new InputError(
          say`The key in line ${lineAt(this.#source, key.start)} is long and has a backslash: write it as a word before its colon.`,
        );
      return;
    }
    const text = this.#source.slice(key.start, key.end);
    const values = this.#values[key.style === "plain" ? text : scalarText(this.#source, key, "a key")];
    if (values !== undefined && values.length <= mostTimes) values.push(value ?? nothing);
  }

  /** A value as text; empty where there is none. @throws InputError where it is not clear */
  text(name: keyof YamlKey): string {
    const values = this.#values[name] ?? [];
    const texts = values.map((value) => {
      if (value.goesOn === true) {
        const line = lineAt(this.#source, value.start);
        throw new InputError(
          say`\`${own(name)}\` in line ${line} is followed by another colon: put a text that holds one in quotes, and indent each key like the others of its mapping.`,
        );
      }
      if (value.kind === "scalar") return scalarText(this.#source, value, name, value.tag);
      throw new InputError(say`\`${own(name)}\` must be a text, not a list or a mapping.`);
    });
    if (new Set(texts).size <= 1 && texts.length <= mostTimes) return texts[0] ?? "";
    const lines = values.map(({ start }) => lineAt(this.#source, start)).join(", ");
    throw new InputError(say`\`${own(name)}\` stands there more than once (lines ${lines}): leave one.`);
  }
}

/** A value that is left out. */
const nothing: YamlScalar = { kind: "scalar", style: "plain", start: 0, end: 0 };
