import type { Scope } from "../resolve/context/scope.ts";
import { closed, described, text, type Schema } from "../spec/words/schema.ts";
import { arrayOf, list, pathAt, withJson, type AnswerFacts, type PathAt } from "./answer.ts";
import type { OutputForm, Projection } from "./form.ts";
import { pick } from "./pick-answer.ts";
import { linkHoles, pathsOf, pickKey, pickList, picks, type PickEntry } from "./picked.ts";
import { objectSchema, readingOf } from "./reading.ts";

const firstKey = described(
  "The path of the answer's list, of whose first item something is picked; `.` where the answer itself is the list. Nothing where it is empty.",
  text,
);

const schema: Schema = closed("an output of the first item", { first: firstKey, pick: pickKey(picks) }, [
  "first",
  "pick",
]);

/** `output: { first: results, pick: [message] }`: some keys of a list's first item; none of them where it is empty. */
export const first: OutputForm = {
  help: "`{ first, pick }`",
  keys: { first: firstKey },
  by: { key: "first", schema },
  read: (written, at, complain) => {
    if (typeof written === "string") return undefined;
    const { first: path, pick: picked } = written;
    if (typeof path !== "string" || !Array.isArray(picked)) return undefined;
    const from = pathAt(path, [...at, "first"]);
    const entries = pickList(picked, [...at, "pick"], complain);
    return {
      picks: [{ steps: [from.path], optional: false, at: from.at }, ...pathsOf(entries, [from.path, []])],
      holes: linkHoles(entries),
      project: (scope, answer) => firstProjection(scope, from, entries, answer),
    };
  },
};

function firstProjection(
  scope: Scope,
  from: PathAt,
  entries: readonly PickEntry[],
  answer: AnswerFacts,
): Projection | undefined {
  const body = withJson(scope, answer);
  const rows = body && list(scope, body, body.schema, from);
  if (body === undefined || rows === undefined) return undefined;
  const picked = pick(scope, body, rows.items, entries);
  const project = picked.project.entries.map(({ key, value }) => ({
    key,
    value: { kind: "first", path: from.path, item: value } as const,
  }));
  return {
    read: {
      from: "json",
      schema: readingOf([
        { path: from.path, schema: arrayOf(picked.read, rows.required), required: rows.required },
      ]),
      project: { kind: "object", entries: project },
    },
    output: objectSchema(picked.output.properties, []),
  };
}
