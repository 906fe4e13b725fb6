import type { OpenObject, OpenSchema } from "../../../runtime/json/schema.ts";
import type { ContractSchema } from "../../contract/contract.ts";
import { nearest } from "../../../runtime/near-miss.ts";
import type { ProjectModel } from "../../model.ts";
import type { AnswerFacts } from "../request/answer-facts.ts";
import { constantProjection, objectSchema, sentence, type Projection } from "./constant.ts";
import { answerSchema, flatten, walk } from "../../contract/schema.ts";
import type { OutputForm, PathAt, PickEntry } from "./output-form.ts";
import { madeProjection } from "./made.ts";
import { fileProjection } from "./file.ts";
import { readingOf, type Read } from "./reading.ts";
import { whereItIs, type Scope } from "../context/scope.ts";

/** A projection of Kestra's answer, checked against its schema on one line. */
export function answerProjection(
  scope: Scope,
  form: OutputForm,
  answer: AnswerFacts,
): Projection | undefined {
  if (form.kind === "sentence" || form.kind === "constants") return constantProjection(form);
  const { media, schema } = answer;
  if (media === undefined || schema === undefined) {
    scope.report(
      scope.at,
      `${answer.request} answers with no body.`,
      "Write a sentence, or constants such as `{ status: done }`.",
    );
    return undefined;
  }
  if (form.kind === "file") return fileProjection(form.key);
  if (!media.includes("json")) return textProjection(scope, form, answer.request, media);
  switch (form.kind) {
    case "all":
      return {
        read: { from: "json", schema: { type: "object" }, project: { kind: "whole", path: [] } },
        output: { type: "object", properties: {} },
      };
    case "wrap": {
      const value = answerSchema(answer.contract, schema);
      return wrapped(form.key, value, { kind: "whole", path: [] }, value, true);
    }
    case "text": {
      const read = leaf(scope, answer, schema, form.path);
      if (read === undefined) return undefined;
      return wrapped(
        "result",
        read.value,
        { kind: "whole", path: form.path.path },
        read.schema,
        read.required,
      );
    }
    case "pick": {
      const picked = pick(scope, answer, schema, form.entries);
      const { project, output } =
        form.made === undefined ? picked : madeProjection(scope, form.made, picked.project);
      return { read: { from: "json", schema: picked.read, project }, output: output as OpenObject };
    }
    case "rows":
      return rows(scope, form, answer, schema);
  }
}

function textProjection(
  scope: Scope,
  form: OutputForm,
  request: string,
  media: string,
): Projection | undefined {
  const key =
    form.kind === "wrap"
      ? form.key
      : form.kind === "text" && form.path.path.length === 0
        ? "result"
        : undefined;
  if (key === undefined) {
    scope.report(scope.at, `${request} answers with ${media}, not JSON.`, "Write `{ text: . }`.");
    return undefined;
  }
  const project: ProjectModel = { kind: "object", entries: [{ key, value: { kind: "whole", path: [] } }] };
  return { read: { from: "text", project }, output: objectSchema({ [key]: { type: "string" } }, [key]) };
}

function wrapped(
  key: string,
  value: OpenSchema,
  from: ProjectModel,
  read: OpenSchema,
  required: boolean,
): Projection {
  return {
    read: { from: "json", schema: read, project: { kind: "object", entries: [{ key, value: from }] } },
    output: objectSchema({ [key]: value }, required ? [key] : []),
  };
}

function rows(
  scope: Scope,
  form: OutputForm & { kind: "rows" },
  answer: AnswerFacts,
  schema: ContractSchema,
): Projection | undefined {
  const list = array(scope, answer, schema, form.each);
  if (list === undefined) return undefined;
  const picked = item(scope, answer, list.items, form.item);
  if (picked === undefined) return undefined;
  const row =
    form.made === undefined ? picked : { ...picked, ...madeProjection(scope, form.made, picked.project) };
  const kept = pick(scope, answer, schema, form.keep);
  const read = readingOf([
    { path: form.each.path, schema: arrayOf(row.read, list.required), required: list.required },
    ...kept.reads,
  ]);
  const entry = { key: form.as, value: { kind: "rows", path: form.each.path, item: row.project } as const };
  return {
    read: {
      from: "json",
      schema: read,
      project: { kind: "object", entries: [entry, ...kept.project.entries] },
    },
    output: objectSchema({ [form.as]: { type: "array", items: row.output }, ...kept.output.properties }, [
      ...(list.required ? [form.as] : []),
      ...(kept.output.required ?? []),
    ]),
  };
}

interface Item {
  readonly read: OpenSchema;
  readonly output: OpenSchema;
  readonly project: ProjectModel;
}

function item(
  scope: Scope,
  answer: AnswerFacts,
  schema: ContractSchema,
  form: "whole" | PathAt | readonly PickEntry[],
): Item | undefined {
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
  readonly reads: readonly Read[];
  readonly output: OpenObject;
  readonly project: ProjectModel & { kind: "object" };
}

function pick(
  scope: Scope,
  answer: AnswerFacts,
  schema: ContractSchema,
  entries: readonly PickEntry[],
): Picked {
  const reads: Read[] = [];
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
  readonly reads: readonly Read[];
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
    const project = { kind: "link", page: sentence(entry.link).texts } as const;
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
    const list = array(scope, answer, schema, entry.from);
    const row = list && item(scope, answer, list.items, entry.entries);
    if (list === undefined || row === undefined) return undefined;
    return {
      reads: [{ path, schema: arrayOf(row.read, list.required && vital), required: list.required && vital }],
      output: { type: "array", items: row.output },
      required: list.required && vital,
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

/** The value at a path: its schema where it stands, and the schema of all that is read on the way to it. */
function leaf(scope: Scope, answer: AnswerFacts, schema: ContractSchema, from: PathAt, vital = true) {
  const found = find(scope, answer, schema, from);
  if (found === undefined) return undefined;
  const bare = answerSchema(answer.contract, found.schema);
  const required = found.required && vital;
  const value =
    required || typeof bare.type !== "string" ? bare : { ...bare, type: [bare.type, "null"] as const };
  return { value, required, schema: readingOf([{ path: from.path, schema: value, required }]) };
}

function array(scope: Scope, answer: AnswerFacts, schema: ContractSchema, from: PathAt) {
  const found = find(scope, answer, schema, from);
  if (found === undefined) return undefined;
  const flat = flatten(answer.contract, found.schema);
  if (flat.type !== "array") {
    const name = from.path.length === 0 ? "The answer" : `"${from.path.join(".")}"`;
    scope.report(from.at, `${name} of ${answer.request} is not an array.`);
    return undefined;
  }
  return { items: flat.items ?? {}, required: found.required };
}

function find(scope: Scope, answer: AnswerFacts, schema: ContractSchema, from: PathAt) {
  const step = walk(answer.contract, schema, from.path);
  if (step.found) return step;
  const path = from.path.join(".");
  if (step.any) {
    scope.report(
      from.at,
      `The contract says nothing of what stands at "${step.name}" in "${path}" of the answer to ${answer.request}.`,
      "Add a correction to specs/corrections.yaml that names the recorded exchange which shows it.",
    );
    return undefined;
  }
  const near = nearest(step.name, step.among);
  const hint =
    near === undefined
      ? `It has ${step.among.join(", ")}.`
      : `Did you mean "${path.replace(step.name, near)}"?`;
  scope.report(from.at, `The answer to ${answer.request} has no "${path}".`, hint);
  return undefined;
}

/** An array that need not be there may also be null. */
function arrayOf(items: OpenSchema, required: boolean): OpenSchema {
  return { type: required ? "array" : ["array", "null"], items };
}
