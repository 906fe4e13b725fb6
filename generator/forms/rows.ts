import type { Json } from "../../runtime/json.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";
import type { Scope } from "../resolve/context/scope.ts";
import { argumentName } from "../spec/words/names.ts";
import { closed, described, text, type Schema } from "../spec/words/schema.ts";
import { arrayOf, list, pathAt, withJson, type AnswerFacts, type PathAt } from "./answer.ts";
import type { Complain, OutputForm, PickedPath, Projection } from "./form.ts";
import { madeOf, madeProjection, withKeys, withNeeds, type Made } from "./made.ts";
import { item, pick, type Item } from "./pick-answer.ts";
import { linkHoles, pathsOf, pickKey, pickList, picks, type PickEntry } from "./picked.ts";
import { objectSchema, readingOf } from "./reading.ts";

const rowKeys = {
  each: described("The path of the answer's list; `.` where the answer itself is the list.", text),
  as: described(
    "The key that the rows come under. Without `each`: the key that the answer itself comes under.",
    argumentName,
  ),
} as const;

const someKey = described("`true`: the function may give undefined, and that row is left out.", {
  const: true,
});

const keepHelp = "More of the answer's root, beside the rows.";
const bareHelp = "The text of the result is the bare list.";

const schema: Schema = {
  ...withNeeds,
  ...closed(
    "an output of rows",
    {
      ...rowKeys,
      ...withKeys,
      some: someKey,
      pick: pickKey({ if: { type: "string" }, then: text, else: picks }),
      keep: described(keepHelp, picks),
      bare: described(bareHelp, { type: "boolean" }),
    },
    ["each", "as"],
  ),
};

/** A list of the answer: what is written, its parts told apart and their places kept. */
interface Rows {
  readonly each: PathAt;
  readonly as: string;
  readonly item: Item;
  readonly keep: readonly PickEntry[];
  /** Of each row. */
  readonly made: Made | undefined;
  /** Rows of which that gives undefined are left out. */
  readonly some: boolean;
}

/** `output: { each: results, as: flows, pick: [id], keep: [total] }`: a list, of each row what is picked. */
export const rows: OutputForm = {
  help: "`{ each, as, pick, keep }` (both also `with` a function)",
  keys: {
    ...rowKeys,
    pick: pickKey({}),
    keep: described(keepHelp, {}),
    bare: described(bareHelp, {}),
    ...withKeys,
    some: someKey,
  },
  by: { key: "each", schema },
  meant: (written, value) => {
    if (Array.isArray(value)) return ["pick", "keep"];
    return Object.hasOwn(written, "as") || Object.hasOwn(written, "keep") ? ["each"] : [];
  },
  read: (written, at, complain) => {
    if (typeof written === "string" || written.each === undefined) return undefined;
    const parts = partsOf(written, at, complain);
    return {
      picks: pathsOfRows(parts),
      holes: linkHoles([...entriesOf(parts.item), ...parts.keep]),
      ...(parts.made === undefined ? {} : { given: parts.made }),
      project: (scope, answer) => rowsProjection(scope, parts, answer),
      ...(written.bare === true ? { bare: parts.as } : {}),
    };
  },
};

function partsOf(written: Readonly<Record<string, Json>>, at: YamlPath, complain: Complain): Rows {
  const { each, as, pick: picked, keep } = written;
  if (typeof as !== "string")
    complain([...at, "each"], "`each` needs `as`: the key that the rows come under.");
  return {
    each: pathAt(typeof each === "string" ? each : ".", [...at, "each"]),
    as: typeof as === "string" ? as : "rows",
    item: itemOf(picked, [...at, "pick"], complain),
    keep: Array.isArray(keep) ? pickList(keep as readonly Json[], [...at, "keep"], complain) : [],
    made: madeOf(written, at),
    some: written.some === true,
  };
}

function itemOf(written: Json | undefined, at: YamlPath, complain: Complain): Item {
  if (written === undefined) return "whole";
  if (typeof written === "string") return pathAt(written, at);
  return Array.isArray(written) ? pickList(written as readonly Json[], at, complain) : "whole";
}

function pathsOfRows({ each, item: form, keep }: Rows): readonly PickedPath[] {
  const whole: PickedPath = { steps: [each.path], optional: false, at: each.at };
  const below =
    form !== "whole" && "path" in form
      ? [{ steps: [each.path, form.path], optional: false, at: form.at }]
      : pathsOf(entriesOf(form), [each.path, []]);
  return [whole, ...below, ...pathsOf(keep, [[]])];
}

function entriesOf(form: Item): readonly PickEntry[] {
  return form === "whole" || "path" in form ? [] : form;
}

function rowsProjection(scope: Scope, form: Rows, answer: AnswerFacts): Projection | undefined {
  const body = withJson(scope, answer);
  const found = body && list(scope, body, body.schema, form.each);
  if (body === undefined || found === undefined) return undefined;
  const picked = item(scope, body, found.items, form.item);
  if (picked === undefined) return undefined;
  const row =
    form.made === undefined ? picked : { ...picked, ...madeProjection(scope, form.made, picked.project) };
  const kept = pick(scope, body, body.schema, form.keep);
  const read = readingOf([
    { path: form.each.path, schema: arrayOf(row.read, found.required), required: found.required },
    ...kept.reads,
  ]);
  const some = form.some ? { some: true as const } : {};
  const entry = {
    key: form.as,
    value: { kind: "rows", path: form.each.path, item: row.project, ...some } as const,
  };
  return {
    read: {
      from: "json",
      schema: read,
      project: { kind: "object", entries: [entry, ...kept.project.entries] },
    },
    output: objectSchema({ [form.as]: { type: "array", items: row.output }, ...kept.output.properties }, [
      ...(found.required ? [form.as] : []),
      ...(kept.output.required ?? []),
    ]),
  };
}
