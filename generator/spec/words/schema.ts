import type { Json, JsonObject } from "../../../runtime/json.ts";

/** JSON Schema, draft 2020-12, as data. */
export type Schema = JsonObject;

/** A schema that stands alone. @property $id the name of its file in `specs/` */
export interface SchemaDocument extends Schema {
  readonly $schema: string;
  readonly $id: string;
}

/** Schema keywords that only say something: what editors show, and what the compiler says of an error. */
export const annotations = ["errorMessage", "patternErrorMessage"] as const;

/** A reference to one of the definitions of the same document. */
export function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

/** The same schema with its own hover help, in place of what it had. */
export function described(description: string, schema: Schema): Schema {
  return Object.assign({ description }, schema, { description });
}

/** A map that knows all its keys. @param title what it is, such as "a parameter" */
export function closed(
  title: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return {
    title,
    type: "object",
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

/** A map whose keys are names that the author chooses. @param keys a schema of the names */
export function mapOf(keys: Schema, values: Schema): Schema {
  return { type: "object", propertyNames: keys, additionalProperties: values };
}

/** A key that is refused here, and why. */
export function refused(message: string): Schema {
  return { not: {}, errorMessage: message };
}

/** Text that says something. */
export const text: Schema = { type: "string", pattern: "\\S", patternErrorMessage: "is empty" };

/** Text of a form. @param says completes the sentence "`key` ..." where it is not of that form */
export function textLike(pattern: string, says: string, more: Schema = {}): Schema {
  return { type: "string", pattern, patternErrorMessage: says, ...more };
}

/** A value of one of a few words. */
export function oneOf(words: readonly Json[]): Schema {
  return { enum: words };
}
