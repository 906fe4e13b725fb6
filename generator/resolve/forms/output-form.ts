import { isObject, type Json } from "../../../runtime/json.ts";
import type { OutputGrammar } from "../../spec/spec.ts";
import type { YamlPath } from "../../diagnostics/source-file.ts";

/** Which of the grammar's forms an `output` is, its parts told apart and their places kept. */
export type OutputForm =
  | { readonly kind: "sentence"; readonly text: string }
  | { readonly kind: "all" }
  | { readonly kind: "pick"; readonly entries: readonly PickEntry[]; readonly made?: Made }
  | {
      readonly kind: "rows";
      readonly each: PathAt;
      readonly as: string;
      /** Rows as they are, one value of each, or the picked keys of each. */
      readonly item: "whole" | PathAt | readonly PickEntry[];
      readonly keep: readonly PickEntry[];
      readonly bare: boolean;
      /** Of each row. */
      readonly made?: Made;
    }
  | { readonly kind: "text"; readonly path: PathAt }
  | { readonly kind: "wrap"; readonly key: string }
  | { readonly kind: "file"; readonly key: string }
  | { readonly kind: "constants"; readonly values: Readonly<Record<string, Json>> };

/** What a function of `specs/functions` makes of what is picked: `noun.name`, and the shape that it gives. */
export interface Made {
  readonly with: string;
  readonly gives: Json;
  readonly at: YamlPath;
}

/** A dotted path and where it is written. An empty one is the value itself. */
export interface PathAt {
  readonly path: readonly string[];
  readonly at: YamlPath;
}

/** One key of a projection: the value at a path, or the items or keys below it. */
export interface PickEntry {
  readonly key: string;
  readonly from: PathAt;
  readonly rows?: boolean;
  /** Written with a `?`: picked on the lines whose answer has it, and its absence or null is no error. */
  readonly optional?: true;
  /** A page of Kestra's user interface, with `{argument}` holes. */
  readonly link?: string;
  readonly entries?: readonly PickEntry[];
}

type Complain = (at: YamlPath, message: string, hint?: string) => void;

/** Tells the forms apart. What is malformed is reported and left out. */
export function readOutput(written: OutputGrammar, at: YamlPath, complain: Complain): OutputForm {
  if (typeof written === "string") {
    return written === "all" ? { kind: "all" } : { kind: "sentence", text: written };
  }
  if (written.each !== undefined) return rowsForm(written, at, complain);
  if (Array.isArray(written.pick))
    return {
      kind: "pick",
      entries: pickList(written.pick, [...at, "pick"], complain),
      ...madeOf(written, at),
    };
  const keys = Object.keys(written);
  if (keys.length === 1 && typeof written.text === "string") {
    return { kind: "text", path: pathAt(written.text, [...at, "text"]) };
  }
  if (keys.length === 1 && typeof written.file === "string") return { kind: "file", key: written.file };
  if (keys.length === 1 && typeof written.as === "string") return { kind: "wrap", key: written.as };
  return { kind: "constants", values: written };
}

function madeOf(
  { with: name, gives }: Readonly<Record<string, Json>>,
  at: YamlPath,
): { readonly made?: Made } {
  return typeof name === "string" && gives !== undefined ? { made: { with: name, gives, at } } : {};
}

function rowsForm(written: Readonly<Record<string, Json>>, at: YamlPath, complain: Complain): OutputForm {
  const { each, as, pick, keep, bare } = written;
  if (typeof as !== "string")
    complain([...at, "each"], "`each` needs `as`: the key that the rows come under.");
  return {
    kind: "rows",
    each: pathAt(typeof each === "string" ? each : ".", [...at, "each"]),
    as: typeof as === "string" ? as : "rows",
    item: itemOf(pick, [...at, "pick"], complain),
    keep: Array.isArray(keep) ? pickList(keep as readonly Json[], [...at, "keep"], complain) : [],
    bare: bare === true,
    ...madeOf(written, at),
  };
}

function itemOf(
  pick: Json | undefined,
  at: YamlPath,
  complain: Complain,
): "whole" | PathAt | readonly PickEntry[] {
  if (pick === undefined) return "whole";
  if (typeof pick === "string") return pathAt(pick, at);
  return Array.isArray(pick) ? pickList(pick as readonly Json[], at, complain) : "whole";
}

function pickList(list: readonly Json[], at: YamlPath, complain: Complain): readonly PickEntry[] {
  const entries = list.flatMap((item, i) => pickEntries(item, [...at, i], complain));
  entries.forEach((entry, i) => {
    if (entries.findIndex((other) => other.key === entry.key) < i) {
      complain(entry.from.at, `"${entry.key}" is picked twice.`);
    }
  });
  return entries;
}

function pickEntries(item: Json, at: YamlPath, complain: Complain): readonly PickEntry[] {
  if (typeof item === "string") {
    if (item.includes(".")) {
      const last = item.split(".").at(-1) ?? item;
      complain(at, `"${item}" needs a name of its own in the output.`, `Write \`${last}: ${item}\`.`);
      return [];
    }
    return [marked(item, (key) => ({ key, from: pathAt(key, at) }))];
  }
  if (!isObject(item)) {
    complain(at, "A pick is the name of a field, or `name: path`.");
    return [];
  }
  return Object.entries(item).flatMap(([key, value]) =>
    pickNamed(key, value as Json, [...at, key], complain),
  );
}

function pickNamed(key: string, value: Json, at: YamlPath, complain: Complain): readonly PickEntry[] {
  if (typeof value === "string") return [marked(key, (name) => ({ key: name, from: pathAt(value, at) }))];
  if (isObject(value) && typeof value.link === "string") {
    return [{ key, from: pathAt(".", at), link: value.link }];
  }
  if (isObject(value) && Array.isArray(value.pick)) {
    const entries = pickList(value.pick as readonly Json[], [...at, "pick"], complain);
    const { each } = value;
    if (typeof each === "string") {
      return [
        marked(key, (name) => ({ key: name, from: pathAt(each, [...at, "each"]), rows: true, entries })),
      ];
    }
    if (typeof value.from === "string") return [{ key, from: pathAt(value.from, [...at, "from"]), entries }];
  }
  complain(at, `"${key}" is neither a path nor { each, pick } nor { from, pick }.`);
  return [];
}

/** `outputs?` is the key `outputs`, picked where it is. */
function marked(written: string, entry: (key: string) => PickEntry): PickEntry {
  return written.endsWith("?") ? { ...entry(written.slice(0, -1)), optional: true } : entry(written);
}

function pathAt(written: string, at: YamlPath): PathAt {
  return { path: written === "." ? [] : written.split("."), at };
}
