import type { OpenSchema } from "../../../runtime/json/schema.ts";
import type { ProjectModel } from "../../model.ts";

/**
 * True where an output is what was read, under the same names and in the same order: zod has dropped everything else
 * already, so that no code needs to copy it.
 * @param schema what is read, as it is printed
 */
export function copies(project: ProjectModel, schema: OpenSchema): boolean {
  if (project.kind === "whole") return project.path.length === 0;
  if (project.kind !== "object" || schema.additionalProperties !== undefined) return false;
  const { properties = {} } = schema;
  return (
    Object.keys(properties).length > 0 &&
    Object.keys(properties).join("\n") === project.entries.map(({ key }) => key).join("\n") &&
    project.entries.every(({ key, value }) => copiesKey(key, value, properties[key] ?? {}))
  );
}

function copiesKey(key: string, value: ProjectModel, schema: OpenSchema): boolean {
  if (value.kind === "object") return typeof schema.type === "string" && copiesBelow(key, value, schema);
  if (value.kind !== "whole" && value.kind !== "rows") return false;
  if (value.path.length !== 1 || value.path[0] !== key) return false;
  return value.kind === "whole" || copies(value.item, schema.items ?? {});
}

/** Of an object that is always there: its keys are those of what is read at its own. */
function copiesBelow(
  key: string,
  { entries }: ProjectModel & { kind: "object" },
  schema: OpenSchema,
): boolean {
  const below = entries.map((it) => {
    const { value } = it;
    const isBelow = (value.kind === "whole" || value.kind === "rows") && value.path[0] === key;
    return isBelow ? { ...it, value: { ...value, path: value.path.slice(1) } } : it;
  });
  return copies({ kind: "object", entries: below }, schema);
}

/**
 * What is read, its keys in the order in which the output has them where both have the same: zod keeps to that order.
 * Rows within it likewise.
 */
export function inOrderOf(project: ProjectModel, schema: OpenSchema): OpenSchema {
  if (project.kind === "made") return inOrderOf(project.of, schema);
  if (project.kind === "rows")
    return at(schema, project.path, (list) =>
      list.items === undefined ? list : { ...list, items: inOrderOf(project.item, list.items) },
    );
  if (project.kind !== "object") return schema;
  const inner = project.entries.reduce((all, { value }) => inOrderOf(value, all), schema);
  const { properties = {} } = inner;
  const keys = project.entries.map(({ key }) => key);
  if (keys.toSorted().join("\n") !== Object.keys(properties).toSorted().join("\n")) return inner;
  return { ...inner, properties: Object.fromEntries(keys.map((key) => [key, properties[key] ?? {}])) };
}

function at(
  schema: OpenSchema,
  [key, ...rest]: readonly string[],
  change: (schema: OpenSchema) => OpenSchema,
): OpenSchema {
  if (key === undefined) return change(schema);
  const entries = Object.entries(schema.properties ?? {}).map(
    ([name, below]) => [name, name === key ? at(below, rest, change) : below] as const,
  );
  return entries.length === 0 ? schema : { ...schema, properties: Object.fromEntries(entries) };
}
