import type { OpenSchema } from "../../../runtime/json/schema.ts";
import type { ProjectModel } from "../../model.ts";

/**
 * The schema of what is read, open where an output takes a value as it is: the keys that the schema does not name must
 * not be dropped there.
 */
export function keepWholes(schema: OpenSchema, project: ProjectModel): OpenSchema {
  switch (project.kind) {
    case "whole":
      return at(schema, project.path, open);
    case "rows":
    case "first":
      return at(schema, project.path, (list) =>
        list.items === undefined ? list : { ...list, items: keepWholes(list.items, project.item) },
      );
    case "object":
      return project.entries.reduce((all, entry) => keepWholes(all, entry.value), schema);
    case "made":
      return keepWholes(schema, project.of);
    case "sentence":
    case "link":
    case "constant":
      return schema;
  }
}

function at(
  schema: OpenSchema,
  path: readonly string[],
  change: (schema: OpenSchema) => OpenSchema,
): OpenSchema {
  const [key, ...rest] = path;
  if (key === undefined) return change(schema);
  return withProperties(schema, (name, below) => (name === key ? at(below, rest, change) : below));
}

function open(schema: OpenSchema): OpenSchema {
  if (schema.items !== undefined) return { ...schema, items: open(schema.items) };
  if (schema.properties === undefined) return schema;
  return { additionalProperties: true, ...withProperties(schema, (_, below) => open(below)) };
}

function withProperties(
  schema: OpenSchema,
  change: (name: string, below: OpenSchema) => OpenSchema,
): OpenSchema {
  const entries = Object.entries(schema.properties ?? {});
  return entries.length === 0
    ? schema
    : {
        ...schema,
        properties: Object.fromEntries(entries.map(([name, below]) => [name, change(name, below)])),
      };
}
