import { isMap, isScalar, parseDocument, stringify, visit, type Document, type Tags } from "yaml";
import type { Line } from "../line/line.ts";
import type { Values } from "../values/values.ts";

/** What a source comes to: its map, or why it has none, in the words of the line. */
export type ReadSource =
  | { readonly kind: "read"; readonly values: Values }
  | { readonly kind: "fault"; readonly message: string };

/** Kestra's YAML knows neither dates nor numbers to the base of sixty. */
const strange = new Set(["tag:yaml.org,2002:timestamp", "intTime", "floatTime"]);

/** Its booleans are those of YAML 1.1 but for `y` and `n`. */
const booleans = {
  true: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/,
  false: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/,
};

type Tag = Tags[number];

function isKnown(tag: Tag): boolean {
  return typeof tag === "string" ? !strange.has(tag) : !strange.has(tag.tag) && tag.format !== "TIME";
}

function asKestra(tag: Tag): Tag {
  if (typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:bool" || !("test" in tag)) return tag;
  return { ...tag, test: tag.identify?.(true) === true ? booleans.true : booleans.false } as Tag;
}

/** Ids are texts whatever they look like: a number as it is written, a boolean as its word. */
function textIds(document: Document): void {
  visit(document, {
    Pair: (_, { key, value }, path) => {
      const map = path.at(-1);
      const isTyped = path.length === 2 || (isMap(map) && map.has("type"));
      if (!isTyped || !isScalar(key) || (key.value !== "id" && key.value !== "namespace")) return;
      if (!isScalar(value) || value.value === null || typeof value.value === "string") return;
      value.value = typeof value.value === "boolean" ? String(value.value) : value.source;
    },
  });
}

function faultOf(line: Line, why: string, at: number): ReadSource {
  return {
    kind: "fault",
    message: line === "1.0" ? why : `YAML parsing error: ${why} (at line ${at})`,
  };
}

/** Reads one flow of YAML 1.1, where `on` and `no` are booleans too. */
export function readSource(source: string, line: Line): ReadSource {
  const where = " at [Source: (StringReader); line: ";
  const document = parseDocument(source, {
    version: "1.1",
    merge: true,
    customTags: (tags) => tags.filter(isKnown).map(asKestra),
    logLevel: "error",
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const at = error.linePos?.[0].line ?? 1;
    return faultOf(line, `${error.message}\n${where}${at}, column: ${error.linePos?.[0].col ?? 1}]`, at);
  }
  textIds(document);
  const value = document.toJS() as unknown;
  if (value === null) {
    return faultOf(line, `No content to map due to end-of-input\n${where}1, column: 1]`, 1);
  }
  if (typeof value !== "object" || Array.isArray(value)) {
    const quoted = `('${typeof value === "string" ? value : JSON.stringify(value)}')`;
    return faultOf(
      line,
      `Cannot construct instance of \`io.kestra.core.models.flows.GenericFlow\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ${quoted}\n${where}1, column: 1]`,
      1,
    );
  }
  return { kind: "read", values: value as Values };
}

/** The sources of several flows in one text. The first one starts the text, each of the others with the end of its separator. */
export function splitSources(text: string): readonly string[] {
  return text.split(/^---/m).filter((it) => it.trim() !== "");
}

/** The source that Kestra writes for a flow that came as JSON. */
export function writeSource(flow: Values): string {
  return stringify(flow, { indentSeq: false, lineWidth: 0, defaultStringType: "PLAIN" });
}

/** The source with `disabled` switched, in its place or at the end. */
export function withDisabled(source: string, disabled: boolean): string {
  const opposite = disabled ? /^disabled\s*:\s*false\s*/m : /^disabled\s*:\s*true\s*/m;
  return opposite.test(source)
    ? source.replace(opposite, `disabled: ${disabled}\n`)
    : `${source}\ndisabled: ${disabled}`;
}
