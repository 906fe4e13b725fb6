import type {
  JsonSchema,
  JsonTypeName,
  ObjectSchema,
  OpenObject,
  OpenSchema,
} from "../../../runtime/json/schema.ts";
import { isNullable } from "../../open-type.ts";

/**
 * What clients see of an output: only what can be said with one type. A key of which no type is known is left out, as
 * an object may always have more; one that may be null need not be there, since the runtime drops it then.
 */
export function publishedOutput(schema: OpenObject): ObjectSchema {
  return objectOf(schema, schema.properties);
}

/** What clients see of arguments: of one that may be any JSON that it is text, as the strictest clients take one type. */
export function publishedArguments({ properties, required = [] }: OpenObject): ObjectSchema {
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        published(schema) ?? { type: "string", ...factsOf(schema) },
      ]),
    ),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

/** True where a schema can be published as it is. */
export function hasOneType(schema: OpenSchema): boolean {
  return published(schema) !== undefined;
}

/** Undefined where no one type can be said, of the schema or of what a list holds. */
function published(schema: OpenSchema): JsonSchema | undefined {
  const type = typeOf(schema);
  const facts = factsOf(schema);
  switch (type) {
    case undefined:
      return undefined;
    case "array": {
      const items =
        schema.items === undefined || isNullable(schema.items) ? undefined : published(schema.items);
      return items === undefined ? undefined : { type, ...facts, items };
    }
    case "object":
      return schema.properties === undefined
        ? { type, ...facts, additionalProperties: true }
        : objectOf(schema, schema.properties);
    case "string":
    case "integer":
    case "number":
    case "boolean":
      return { type, ...facts };
  }
}

function objectOf(schema: OpenSchema, all: Readonly<Record<string, OpenSchema>>): ObjectSchema {
  const properties = Object.fromEntries(
    Object.entries(all).flatMap(([name, inner]) => {
      const said = published(inner);
      return said === undefined ? [] : [[name, said] as const];
    }),
  );
  const required = (schema.required ?? []).filter(
    (name) => Object.hasOwn(properties, name) && !isNullable(all[name] ?? {}),
  );
  return {
    type: "object",
    ...factsOf(schema),
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(schema.additionalProperties === false ? { additionalProperties: false } : {}),
  };
}

/** A schema without what `published` says of it itself. */
function factsOf(
  schema: OpenSchema,
): Omit<OpenSchema, "type" | "items" | "properties" | "required" | "additionalProperties"> {
  const said = ["type", "items", "properties", "required", "additionalProperties"];
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !said.includes(key)));
}

/** That of its values where only those are said. */
function typeOf({ type, enum: values }: OpenSchema): JsonTypeName | undefined {
  if (type !== undefined) return typeof type === "string" ? type : type[0];
  const types = new Set(values?.map((value) => typeof value));
  const [only, ...others] = types;
  return others.length === 0 && (only === "string" || only === "number") ? only : undefined;
}
