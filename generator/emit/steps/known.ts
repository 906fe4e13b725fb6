import type { Json } from "../../../runtime/json.ts";
import type { OpenObject, OpenSchema } from "../../../runtime/json/schema.ts";
import { access, literal, templateText } from "../code/text.ts";
import type { PrintScope } from "../code/scope.ts";

/** A value that steps know, as an expression. */
export interface KnownCalls {
  readonly text: string;
  readonly schema: OpenSchema;
  /** It may be undefined or null. */
  readonly mayBeAbsent: boolean;
}

/** A property of an object that steps know. @param object the expression that gives it, which may be absent itself */
export function propertyOf(object: string, key: string, schema: OpenObject, mayBeAbsent = false): KnownCalls {
  const own = schema.properties[key] ?? {};
  return {
    text: object + access(key, mayBeAbsent),
    schema: own,
    mayBeAbsent: mayBeAbsent || isNullable(own) || schema.required?.includes(key) !== true,
  };
}

/** The condition that a value is one of these. */
export function isOneOf({ text, ...known }: KnownCalls, values: readonly Json[]): string {
  if (values.length > 2 && isText(known)) return `${literal(values)}.includes(${text})`;
  return values.map((value) => `${text} === ${literal(value)}`).join(" || ");
}

/** The condition that it is none of them. */
export function isNoneOf(known: KnownCalls, values: readonly Json[]): string {
  if (values.length > 2 && isText(known)) return `!${isOneOf(known, values)}`;
  return values.map((value) => `${known.text} !== ${literal(value)}`).join(" && ");
}

/** The condition that an argument was not given: one that is empty was not. */
export function isNotGiven({ text, schema, mayBeAbsent }: KnownCalls): string {
  if (schema.type === "string" && !mayBeAbsent) return `${text} === ""`;
  return typeName(schema) === "string" ? `!${text}` : `(${text} ?? undefined) === undefined`;
}

/**
 * A sentence with `{holes}`: its words are ours, what fills them is not.
 * @param knownAs what a hole stands for
 */
export function sentenceText(
  sentence: string,
  knownAs: (hole: string) => KnownCalls,
  use: PrintScope["use"],
): string {
  const parts = sentence.split(/\{(\w+)\}/).map((part, i) => {
    if (i % 2 === 0) return templateText(part);
    const known = knownAs(part);
    if (isText(known)) return `\${${known.text}}`;
    return `\${${use("plain")}(${known.text}${known.mayBeAbsent ? " ?? null" : ""})}`;
  });
  return `${use("say")}\`${parts.join("")}\``;
}

function isText({ schema, mayBeAbsent }: Omit<KnownCalls, "text">): boolean {
  return schema.type === "string" && schema.enum === undefined && !mayBeAbsent;
}

function typeName({ type }: OpenSchema) {
  return typeof type === "object" ? type[0] : type;
}

function isNullable({ type }: OpenSchema): boolean {
  return typeof type === "object";
}
