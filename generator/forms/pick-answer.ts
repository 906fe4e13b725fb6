import type { OpenObject, OpenSchema } from "../../runtime/json/schema.ts";
import type { ContractSchema } from "../contract/contract.ts";
import { answerSchema } from "../contract/schema.ts";
import type { ProjectModel } from "../model.ts";
import { whereItIs, type Scope } from "../resolve/context/scope.ts";
import { arrayOf, leaf, list, type AnswerFacts, type PathAt } from "./answer.ts";
import type { PickEntry } from "./picked.ts";
import { objectSchema, readingOf, type PathRead } from "./reading.ts";
import { filled } from "./sentence.ts";

/** Of a row: all as it is, one value, or the picked keys. */
export type Item = "whole" | PathAt | readonly PickEntry[];

interface ReadItem {
  readonly read: OpenSchema;
  readonly output: OpenSchema;
  readonly project: ProjectModel;
}

/** One row, checked against the schema of the list's items. */
export function item(
  scope: Scope,
  answer: AnswerFacts,
  schema: ContractSchema,
  form: Item,
): ReadItem | undefined {
  if (form === "whole") {
    const value = answerSchema(answer.contract, schema);
    return { read: value, output: value, project: { kind: "whole", path: [] } };
  }
  if ("path" in form) {
    const read = leaf(scope, answer, schema, form);
    return read && { read: read.schema, output: read.value, project: { kind: "whole", path: form.path } };
  }
  const picked = pick(scope, answer, schema, form);
  return { read: picked.read, output: picked.output, project: picked.project };
}

interface Picked {
  readonly read: OpenSchema;
  readonly reads: readonly PathRead[];
  readonly output: OpenObject;
  readonly project: ProjectModel & { kind: "object" };
}

/** What is picked, each of it checked against the answer's schema. */
export function pick(
  scope: Scope,
  answer: AnswerFacts,
  schema: ContractSchema,
  entries: readonly PickEntry[],
): Picked {
  const reads: PathRead[] = [];
  const outputs: Record<string, OpenSchema> = {};
  const required: string[] = [];
  const projected: { key: string; value: ProjectModel }[] = [];
  for (const entry of entries) {
    const here = entry.optional === true ? whereItIs(scope, answer.line) : scope;
    const value = picked(here, answer, schema, entry);
    if (value === undefined) continue;
    reads.push(...value.reads);
    outputs[entry.key] = value.output;
    if (value.required) required.push(entry.key);
    projected.push({ key: entry.key, value: value.project });
  }
  return {
    read: readingOf(reads),
    reads,
    output: objectSchema(outputs, required),
    project: { kind: "object", entries: projected },
  };
}

interface Value {
  readonly reads: readonly PathRead[];
  readonly output: OpenSchema;
  readonly required: boolean;
  readonly project: ProjectModel;
}

function picked(
  scope: Scope,
  answer: AnswerFacts,
  schema: ContractSchema,
  entry: PickEntry,
): Value | undefined {
  const { path } = entry.from;
  if (entry.link !== undefined) {
    const project = { kind: "link", page: filled(entry.link).texts } as const;
    return { reads: [], output: { type: "string" }, required: false, project };
  }
  const vital = entry.optional !== true;
  if (entry.entries === undefined) {
    const value = leaf(scope, answer, schema, entry.from, vital);
    if (value === undefined) return undefined;
    const read = { path, schema: value.value, required: value.required };
    return { reads: [read], output: value.value, required: value.required, project: { kind: "whole", path } };
  }
  if (entry.rows === true) {
    const rows = list(scope, answer, schema, entry.from);
    const row = rows && item(scope, answer, rows.items, entry.entries);
    if (rows === undefined || row === undefined) return undefined;
    return {
      reads: [{ path, schema: arrayOf(row.read, rows.required && vital), required: rows.required && vital }],
      output: { type: "array", items: row.output },
      required: rows.required && vital,
      project: { kind: "rows", path, item: row.project },
    };
  }
  const below = pick(
    scope,
    answer,
    schema,
    entry.entries.map((it) => ({ ...it, from: { at: it.from.at, path: [...path, ...it.from.path] } })),
  );
  return { reads: below.reads, output: below.output, required: true, project: below.project };
}
