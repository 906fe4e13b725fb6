import type { Json } from "../json.ts";

/**
 * The subset of JSON Schema 2020-12 that tools publish, in the form that the strictest client takes: one type, what a list
 * holds, and of an object its properties or that it may have any. No `$ref`, no `$defs`, no combinators: clients drop or
 * misread them.
 */
export type JsonSchema = ScalarSchema | ArraySchema | ObjectSchema | MapSchema;

interface ScalarSchema extends PublishedFacts {
  readonly type: "string" | "integer" | "number" | "boolean";
}

interface ArraySchema extends PublishedFacts {
  readonly type: "array";
  readonly items: JsonSchema;
}

/** An object whose properties are known; it may have others, unless `additionalProperties` is false. */
export interface ObjectSchema extends PublishedFacts {
  readonly type: "object";
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  /** No schema: some clients read only a truth value. */
  readonly additionalProperties?: boolean;
}

/** An object of any properties. */
interface MapSchema extends PublishedFacts {
  readonly type: "object";
  readonly additionalProperties: true;
}

/** What any schema says besides; which of it has a use depends on the type. */
interface Facts {
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  /** What clients may show; nothing is held to it. */
  readonly format?: string;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
}

/** The same of a published schema, with what it holds. */
interface PublishedFacts extends Facts {
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean;
}

/**
 * The same subset where it is not published, as for what is read of an answer. A schema without `type` means any JSON
 * value.
 */
export interface OpenSchema extends Facts {
  readonly type?: JsonType;
  readonly items?: OpenSchema;
  readonly properties?: Readonly<Record<string, OpenSchema>>;
  readonly additionalProperties?: boolean | OpenSchema;
}

/** As `OpenSchema`, of an object. */
export interface OpenObject extends OpenSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, OpenSchema>>;
}

/** One JSON Schema type, or `[type, "null"]` where it may also be null. */
export type JsonType = JsonTypeName | readonly [JsonTypeName, "null"];

export type JsonTypeName = "string" | "integer" | "number" | "boolean" | "array" | "object";
