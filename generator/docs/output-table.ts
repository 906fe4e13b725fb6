import type { OpenSchema } from "../../runtime/json/schema.ts";
import type { BehaviourModel, ProjectModel, ReadModel, ToolModel } from "../model.ts";
import { actionsOf } from "./calls.ts";
import { code, table, text } from "./markdown.ts";
import { typeText } from "./type-text.ts";

/** What a tool gives: a row for each key, and of a tool with actions a row for each action, with its keys. */
export function outputTable(tool: ToolModel): string {
  const rows = actionsOf(tool).map(({ name, behaviour }) => ({ name, keys: keysOf(behaviour) }));
  const [only] = rows;
  if (tool.behaviour.kind === "choice") {
    return table(
      ["action", "result"],
      rows.map(({ name, keys }) => [
        code(name ?? ""),
        keys.map(([key, type]) => said(key, type)).join(", ") || "nothing",
      ]),
    );
  }
  return only === undefined || only.keys.length === 0
    ? `${other(undefined, tool)}.`
    : table(
        ["key", "type"],
        only.keys.map(([key, type]) => [code(key), text(type)]),
      );
}

/** What a result without keys that are known is. */
function other(action: string | undefined, tool: ToolModel): string {
  const behaviour = actionsOf(tool).find((it) => it.name === action)?.behaviour;
  const whole =
    behaviour?.kind === "operation" && behaviour.read.some((it) => it.value.project.kind === "whole");
  return whole ? "Kestra's answer, as it is" : "An empty object";
}

function said(key: string, type: string): string {
  return `${code(key)} ${text(type)}`;
}

/** The keys of a result with their types, those of every line and status together. */
function keysOf(behaviour: BehaviourModel): readonly (readonly [key: string, type: string])[] {
  if (behaviour.kind === "composite") {
    const { properties } = behaviour.outputSchema;
    return Object.keys(properties).map((key) => [key, typeText(properties[key] ?? {})]);
  }
  const reads = [...behaviour.read, ...behaviour.on.map((it) => ({ value: it.read }))];
  return [...new Map(reads.flatMap(({ value }) => keysOfRead(value)))];
}

function keysOfRead({ project, schema = {} }: ReadModel): readonly (readonly [string, string])[] {
  switch (project.kind) {
    case "object":
      return project.entries.map(({ key, value }) => [key, typeOf(value, schema)]);
    case "sentence":
      return [["message", "string"]];
    case "constant":
      return Object.entries(project.value ?? {}).map(([key, value]) => [key, code(JSON.stringify(value))]);
    case "whole": {
      const { properties = {} } = schemaAt(schema, project.path);
      return Object.keys(properties).map((key) => [key, typeText(properties[key] ?? {})]);
    }
    case "made":
      return Object.entries(project.gives.properties ?? {}).map(([key, it]) => [key, typeText(it)]);
    case "rows":
    case "first":
    case "link":
      return [];
  }
}

function typeOf(project: ProjectModel, schema: OpenSchema): string {
  switch (project.kind) {
    case "whole":
      return typeText(schemaAt(schema, project.path));
    case "rows":
      return rowsType(project.item);
    case "first":
      return typeOf(project.item, schemaAt(schema, project.path).items ?? {});
    case "object":
      return `object (${project.entries.map((it) => it.key).join(", ")})`;
    case "constant":
      return code(JSON.stringify(project.value));
    case "made":
      return typeText(project.gives);
    case "sentence":
    case "link":
      return "string";
  }
}

function rowsType(item: ProjectModel): string {
  if (item.kind === "made") return typeText({ type: "array", items: item.gives });
  return item.kind === "object" ? `list of objects (${item.entries.map((it) => it.key).join(", ")})` : "list";
}

/** What a schema says of the value at a path; any value where it says nothing. */
function schemaAt(schema: OpenSchema, path: readonly string[]): OpenSchema {
  return path.reduce<OpenSchema>((at, key) => at.properties?.[key] ?? {}, schema);
}
