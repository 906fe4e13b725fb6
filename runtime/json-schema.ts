import type { Json } from "./json.ts";

/**
 * The subset of JSON Schema 2020-12 that tools publish. No `$ref`, no `$defs`, no combinators: clients drop or
 * misread them. A schema without `type` means any JSON value.
 */
export interface JsonSchema {
  readonly type?: JsonType;
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
}

/** One JSON Schema type, or `[type, "null"]` where an output may also be null. */
export type JsonType = JsonTypeName | readonly [JsonTypeName, "null"];

export type JsonTypeName = "string" | "integer" | "number" | "boolean" | "array" | "object";
