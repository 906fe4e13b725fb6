import type { OpenSchema } from "../../../runtime/json/schema.ts";
import type { Contract } from "../../contract/contract.ts";
import type { AnswerFacts } from "../../forms/answer.ts";
import type { ProjectModel, ReadModel } from "../../model.ts";
import { descend } from "./sources.ts";

/** What becomes of an answer: a line for each key that the agent gets, with its type and where it is read. */
export function explainRead(read: ReadModel, answer: AnswerFacts): readonly string[] {
  const from = answer.schema === undefined ? undefined : { contract: answer.contract, schema: answer.schema };
  const lines = explained(read.project, read.schema ?? {}, [], "", from);
  const what = { json: "JSON", text: "text", file: "a file", nothing: "nothing" }[read.from];
  return [`reads ${what}${answer.media === undefined ? "" : ` (${answer.media})`}`, ...lines];
}

interface From {
  readonly contract: Contract;
  readonly schema: Parameters<typeof descend>[1];
}

function explained(
  project: ProjectModel,
  schema: OpenSchema,
  path: readonly string[],
  key: string,
  from: From | undefined,
): readonly string[] {
  const label = key === "" ? "the result" : key;
  switch (project.kind) {
    case "whole": {
      const { type, always } = at(schema, project.path);
      const whole = shownPath([...path, ...project.path]);
      return [
        `${label} <- ${whole}: ${type}${always ? "" : ", not always there"}${owner(from, project.path)}`,
      ];
    }
    case "object":
      return project.entries.flatMap((it) =>
        explained(it.value, schema, path, key === "" ? it.key : `${key}.${it.key}`, from),
      );
    case "rows": {
      const { schema: list, always } = at(schema, project.path);
      const rows = [...path, ...project.path];
      const item = itemOf(from, project.path);
      const below = explained(project.item, list.items ?? {}, [...rows, "[]"], `${label}[]`, item);
      const some = project.some === true ? ", but for those that are left out" : "";
      const note = `${always ? "" : " (not always there)"}${some}`;
      return [`${label} <- the rows at ${shownPath(rows)}${note}`, ...below];
    }
    case "first": {
      const { schema: list } = at(schema, project.path);
      // Of a list that may be empty nothing is always there.
      const first = { ...list.items, required: [] };
      const here = [...path, ...project.path, "[0]"];
      return explained(project.item, first, here, key, itemOf(from, project.path));
    }
    case "sentence":
      return [`${label === "the result" ? "message" : label} <- "${filled(project.texts)}"`];
    case "link":
      return [`${label} <- a page of the user interface: ${filled(project.page)}`];
    case "made": {
      const { noun, name, of } = project.by;
      const given = of.length === 0 ? "" : ` ${of.join(", ")} and`;
      const made = `${label} <- made by ${name} of specs/functions/${noun}.ts of${given}:`;
      return [made, ...explained(project.of, schema, path, key, from).map((it) => `  ${it}`)];
    }
    case "constant":
      return [`${label} <- always ${JSON.stringify(project.value)}`];
  }
}

function at(
  schema: OpenSchema,
  path: readonly string[],
): { readonly schema: OpenSchema; readonly type: string; readonly always: boolean } {
  let here = schema;
  let always = true;
  for (const key of path) {
    always &&= here.required?.includes(key) === true;
    here = here.properties?.[key] ?? {};
  }
  const { type } = here;
  return { schema: here, always, type: type === undefined ? "any" : [type].flat().join(" or ") };
}

/** The component schema that has the last key of a path, and its type there. */
function owner(from: From | undefined, path: readonly string[]): string {
  if (from === undefined) return "";
  const { names } = descend(from.contract, from.schema, path.slice(0, -1));
  const last = path.at(-1);
  const name = names.at(-1);
  return name === undefined ? "" : ` (contract: ${name}${last === undefined ? "" : `.${last}`})`;
}

function itemOf(from: From | undefined, path: readonly string[]): From | undefined {
  if (from === undefined) return undefined;
  let { schema } = from;
  for (const key of path) schema = flatProperty(from.contract, schema, key);
  const items = schema.ref === undefined ? schema.items : from.contract.schemas[schema.ref]?.items;
  return { contract: from.contract, schema: items ?? {} };
}

function flatProperty(contract: Contract, schema: From["schema"], key: string): From["schema"] {
  const own = schema.ref === undefined ? schema : (contract.schemas[schema.ref] ?? {});
  return own.properties?.[key] ?? own.additionalProperties ?? {};
}

function shownPath(path: readonly string[]): string {
  return path.length === 0 ? "the whole answer" : path.join(".").replaceAll(".[", "[");
}

function filled(texts: readonly (string | { readonly argument: string })[]): string {
  return texts.map((it) => (typeof it === "string" ? it : `{${it.argument}}`)).join("");
}
