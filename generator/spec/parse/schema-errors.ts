import type { ErrorObject } from "ajv";
import { isObject } from "../../../runtime/json.ts";
import { nearest } from "../../../runtime/near-miss.ts";
import { says } from "./wording.ts";
import type { YamlPath } from "../../diagnostics/source-file.ts";

/** What a schema refuses, as it is told to an author. */
export interface SchemaError {
  readonly at: YamlPath;
  readonly on: "key" | "value";
  readonly message: string;
  readonly hint?: string;
  /** A key that nobody knows, and what it was probably meant to be. */
  readonly unknown?: { readonly meant?: string };
  /** A key that must be there. */
  readonly missing?: string;
}

/** Keywords that only say that something below them failed. */
const echoes = new Set(["if", "propertyNames", "anyOf", "oneOf", "allOf"]);

/** One error for each thing that a schema refuses in `value`. */
export function schemaErrors(refused: readonly ErrorObject[], value: unknown): readonly SchemaError[] {
  const errors = refused
    .filter((error) => !echoes.has(error.keyword))
    .map((error) => errorOf(error, pathOf(error.instancePath, value)));
  const told = new Set<string>();
  return joinMissing(errors).filter((error) => {
    const key = `${JSON.stringify(error.at)} ${error.message}`;
    return told.has(key) ? false : told.add(key);
  });
}

/** A key that nobody knows where another is missing is one error: the one was meant to be the other. */
function joinMissing(errors: readonly SchemaError[]): readonly SchemaError[] {
  const within = (it: SchemaError): string =>
    JSON.stringify(it.missing === undefined ? it.at.slice(0, -1) : it.at);
  const strangers = errors.filter((it) => it.unknown !== undefined && it.unknown.meant === undefined);
  const joined = new Set(strangers.map(within));
  return errors
    .filter((it) => it.missing === undefined || !joined.has(within(it)))
    .map((it) => {
      if (!strangers.includes(it)) return it;
      const missing = errors.flatMap((other) => (within(other) === within(it) ? (other.missing ?? []) : []));
      return missing.length === 0
        ? it
        : { ...it, hint: `Missing here: ${[...new Set(missing)].join(", ")}.` };
    });
}

function errorOf(error: ErrorObject, path: YamlPath): SchemaError {
  const named = error.propertyName;
  if (named !== undefined) return { at: [...path, named], on: "key", ...says(error, named, named) };
  switch (error.keyword) {
    case "additionalProperties":
      return unknownKey(error, path);
    case "required":
      return missingKey(error, path);
    default:
      return {
        at: path,
        on: error.keyword === "not" ? "key" : "value",
        ...says(error, error.data, nameOf(path)),
      };
  }
}

function unknownKey(error: ErrorObject, path: YamlPath): SchemaError {
  const key = String(error.params.additionalProperty);
  const known = Object.keys(propertiesOf(error));
  const present = isObject(error.data) ? Object.keys(error.data) : [];
  const meant = nearest(
    key,
    known.filter((it) => !present.includes(it)),
  );
  return {
    at: [...path, key],
    on: "key",
    message: `${JSON.stringify(key)} is not a key of ${titleOf(error)}.`,
    hint: meant === undefined ? `It takes ${known.join(", ")}.` : `Did you mean "${meant}"?`,
    unknown: meant === undefined ? {} : { meant },
  };
}

function missingKey(error: ErrorObject, path: YamlPath): SchemaError {
  const key = String(error.params.missingProperty);
  const property = propertiesOf(error)[key];
  const description =
    isObject(property) && typeof property.description === "string" ? property.description : "";
  const title = titleOf(error);
  return {
    at: path,
    on: "key",
    message: `\`${key}\` is missing: ${title} needs it.`,
    missing: key,
    ...(description === "" ? {} : { hint: `${key}: ${firstSentence(description)}` }),
  };
}

function firstSentence(text: string): string {
  return /^.*?[.](?= [A-Z]|$)/su.exec(text)?.[0] ?? text;
}

/** The place of a value, as it is named in a sentence. */
function nameOf(path: YamlPath): string {
  const last = path.at(-1);
  if (last === undefined) return "";
  if (typeof last !== "number") return `\`${last}\``;
  const list = path.findLast((key) => typeof key === "string");
  return `Entry ${last + 1}${list === undefined ? "" : ` of \`${list}\``}`;
}

/** The keys of a JSON pointer; numbers where they are places in a list. */
function pathOf(pointer: string, root: unknown): YamlPath {
  const keys: (string | number)[] = [];
  let value = root;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    keys.push(Array.isArray(value) ? Number(key) : key);
    value =
      typeof value === "object" && value !== null
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined;
  }
  return keys;
}

function propertiesOf(error: ErrorObject): Readonly<Record<string, unknown>> {
  const properties: unknown = error.parentSchema?.properties;
  return isObject(properties) ? properties : {};
}

function titleOf(error: ErrorObject): string {
  const title: unknown = error.parentSchema?.title;
  return typeof title === "string" ? title : "this";
}
