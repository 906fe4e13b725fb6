import type { OpenSchema, JsonTypeName } from "../../../runtime/json/schema.ts";
import { literal, propertyKey } from "./text.ts";

/**
 * The TypeScript type of the values that a schema accepts, as what makes them sees it: read-only, an optional property may
 * be undefined, or null, which is dropped; any JSON object is `object`.
 */
export function typescriptType(schema: OpenSchema): string {
  if (schema.enum !== undefined) return schema.enum.map(literal).join(" | ");
  if (schema.type === undefined) return "unknown";
  if (typeof schema.type === "object") return `${named(schema.type[0], schema)} | null`;
  return named(schema.type, schema);
}

function named(type: JsonTypeName, schema: OpenSchema): string {
  switch (type) {
    case "string":
    case "boolean":
    case "number":
      return type;
    case "integer":
      return "number";
    case "array":
      return arrayType(schema.items ?? {});
    case "object":
      return objectType(schema);
  }
}

function arrayType(items: OpenSchema): string {
  const item = typescriptType(items);
  const isOneWord = /^\w+$/.test(item) || (item.startsWith("{") && item.endsWith("}"));
  return `readonly ${isOneWord ? item : `(${item})`}[]`;
}

function objectType(schema: OpenSchema): string {
  const texts = members(schema).map(
    ({ key, isOptional, type }) => `readonly ${key}${isOptional ? "?" : ""}: ${type}`,
  );
  if (texts.length > 0) return `{ ${texts.join("; ")} }`;
  const { additionalProperties } = schema;
  if (typeof additionalProperties !== "object") return "object";
  return `Readonly<Record<string, ${typescriptType(additionalProperties)}>>`;
}

/** One member of an object's type; all are read-only. */
export interface Member {
  /** As it is printed. */
  readonly key: string;
  readonly isOptional: boolean;
  readonly type: string;
}

/** The members of an object's type, in the schema's order. */
export function members({ properties = {}, required = [] }: OpenSchema): readonly Member[] {
  return Object.entries(properties).map(([name, schema]) => {
    const type = typescriptType(schema);
    const isOptional = !required.includes(name);
    const mayBeMissing = isOptional && type !== "unknown";
    const nothing = type.endsWith(" | null") ? " | undefined" : " | null | undefined";
    return { key: propertyKey(name), isOptional, type: mayBeMissing ? `${type}${nothing}` : type };
  });
}
