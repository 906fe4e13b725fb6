import { isObject, type Json } from "../../runtime/json.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";
import { closed, described, ref, text, type Schema } from "../spec/words/schema.ts";
import { pathAt, type PathAt } from "./answer.ts";
import type { Complain, Hole, PickedPath } from "./form.ts";

const pickHelp =
  "What is kept: `id`, `outputs?` (where it is; its absence is no error), `flow_id: flowId`, `state: state.current`, `task_runs: { each: taskRunList, pick: [...] }` or `meta: { from: metadata, pick: [...] }`.";

const pickOrText = `${pickHelp} Beside \`each\` also a single text: the bare value at that path. Absent there: whole rows.`;

/** A list of what is picked. */
export const picks: Schema = { type: "array", minItems: 1, items: ref("picked") };

/** The key `pick`, explained. */
export function pickKey(schema: Schema): Schema {
  return described(pickOrText, schema);
}

/** The grammar of one thing that is picked. */
export const pickedDefinitions: Readonly<Record<string, Schema>> = {
  picked: {
    if: { type: "object" },
    then: { type: "object", minProperties: 1, additionalProperties: ref("pickedAs") },
    else: text,
  },
  pickedAs: {
    if: { type: "object" },
    then: {
      type: "object",
      if: { type: "object", required: ["link"] },
      then: closed("a link", {
        link: described(
          "A page of Kestra's user interface, with `{argument}` holes: `flows/{namespace}`.",
          text,
        ),
      }),
      else: closed(
        "a picked value",
        {
          each: described("The path of a list, of whose items something is picked.", text),
          from: described("The path of an object, of which something is picked.", text),
          pick: described(pickHelp, picks),
        },
        ["pick"],
      ),
    },
    else: text,
  },
};

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

/** Reads a list of what is picked. What is malformed is reported and left out. */
export function pickList(list: readonly Json[], at: YamlPath, complain: Complain): readonly PickEntry[] {
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

/**
 * All paths that entries pick.
 * @param steps the way so far; its last list is gone on with.
 */
export function pathsOf(list: readonly PickEntry[], steps: PickedPath["steps"]): readonly PickedPath[] {
  return list.flatMap((entry): readonly PickedPath[] => {
    if (entry.link !== undefined) return [];
    const here = [...steps.slice(0, -1), [...(steps.at(-1) ?? []), ...entry.from.path]];
    const optional = entry.optional === true;
    if (entry.entries === undefined) return [{ steps: here, optional, at: entry.from.at }];
    const below = pathsOf(entry.entries, entry.rows === true ? [...here, []] : here);
    return below.map((it) => ({ ...it, optional: it.optional || optional }));
  });
}

/** The texts of all links, whose `{holes}` are arguments. */
export function linkHoles(entries: readonly PickEntry[]): readonly Hole[] {
  return entries.flatMap(({ link, from, entries: below = [] }) =>
    link === undefined ? linkHoles(below) : [{ text: link, at: [...from.at, "link"] }],
  );
}
