import type { Json } from "../../../runtime/json.ts";
import type { OpenObject, OpenSchema } from "../../../runtime/json/schema.ts";
import type { ParamGrammar } from "../../spec/spec.ts";
import { hasOneType } from "./published.ts";
import type { Scope } from "../context/scope.ts";
import { inside } from "../context/scope.ts";

/** One argument of a behaviour, resolved: what the agent may give. */
export interface Argument {
  readonly name: string;
  readonly schema: OpenSchema;
  readonly required: boolean;
  /** Present where its text may be long. */
  readonly long?: true;
}

/** The strict object that holds these arguments, in the author's order. */
export function argumentsSchema(argumentList: readonly Argument[]): OpenObject {
  const required = argumentList.filter((it) => it.required).map((it) => it.name);
  return {
    type: "object",
    properties: Object.fromEntries(argumentList.map((it) => [it.name, it.schema])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

/**
 * What the agent may give for one parameter: the contract's schemas (one for each line) joined, narrowed by what the
 * author wrote, described by the author or the vocabulary. What only steps give needs no description.
 * @param contracts the schema on each line; none for an argument that no request uses.
 * @param requiredBy whether a line's contract requires it.
 */
export function resolveArgument(
  scope: Scope,
  name: string,
  param: ParamGrammar,
  contracts: readonly OpenSchema[],
  requiredBy: boolean,
): Argument {
  const here = inside(scope, "params", name);
  const schema = narrowed(here, param, joined(contracts, param));
  const { forSteps = false } = scope;
  const description = forSteps ? undefined : (param.description ?? scope.world.vocabulary[name]);
  if (description === undefined && !forSteps) {
    here.report(
      here.at,
      `${name} has no description.`,
      "Add `description:` here, or a line in specs/vocabulary.yaml.",
      "key",
    );
  }
  checkDefault(here, param, schema);
  // Of a place that no contract has something else is told.
  if (!forSteps && (contracts.length > 0 || param.type !== undefined)) checkTyped(here, name, param, schema);
  return {
    name,
    schema: {
      ...schema,
      ...(description === undefined ? {} : { description }),
      ...(param.default === undefined ? {} : { default: param.default }),
    },
    required: param.default === undefined && (param.optional === undefined ? requiredBy : !param.optional),
    ...(isLong(here, param, schema) ? { long: true } : {}),
  };
}

/** A text that is a body or a file by itself may be long, and what the author says. */
function isLong(here: Scope, { to, long }: ParamGrammar, schema: OpenSchema): boolean {
  const places = to === undefined ? [] : typeof to === "string" ? [to] : Object.values(to);
  const written = places.filter((place) => typeof place === "string");
  if (long === true && schema.type !== undefined && schema.type !== "string") {
    here.report([...here.at, "long"], `Only a text may be long, and this is ${String(schema.type)}.`);
  }
  const inAddress = written.find((place) => /^(?:path|query|filter)\./.test(place));
  if (long === true && inAddress !== undefined) {
    here.report([...here.at, "long"], `A long text cannot go to ${inAddress}: only a body has room for it.`);
  }
  const isWhole = written.some((place) => place === "body" || /^form\..+\.(?:text|base64)$/.test(place));
  return long === true || (isWhole && schema.type === "string");
}

function joined(contracts: readonly OpenSchema[], param: ParamGrammar): OpenSchema {
  const types = new Set(contracts.map((it) => JSON.stringify(it.type)));
  const last = contracts.at(-1);
  // What lines say differently, and what no contract says, the author says.
  if (last?.type === undefined || types.size > 1) return writtenSchema(param);
  const enums = contracts.map((it) => it.enum ?? []);
  const values = enums.every((it) => it.length > 0) ? [...new Set(enums.toReversed().flat())] : [];
  return withEnum(last, values);
}

function writtenSchema({ type, items }: ParamGrammar): OpenSchema {
  if (type === undefined || type === "any") return {};
  return type === "array" && items !== undefined ? { type, items: { type: items } } : { type };
}

/** Clients refuse an argument of which no type is said, or a list of which nobody says what it holds. */
function checkTyped(here: Scope, name: string, param: ParamGrammar, schema: OpenSchema): void {
  if (schema.type === undefined && schema.enum === undefined && param.type !== "any") {
    const hint = "Say it with `type:`; of what may be any JSON with `type: any`.";
    here.report(here.at, `Nothing says the type of ${name}, or the lines say different ones.`, hint, "key");
  } else if (param.type !== "any" && !hasOneType(schema)) {
    here.report(here.at, `Nothing says what the list ${name} holds.`, "Say it with `items:`.", "key");
  }
}

/** The same schema with these values, or with none. */
export function withEnum(schema: OpenSchema, values: readonly (string | number)[]): OpenSchema {
  const rest = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "enum"));
  return values.length > 0 ? { ...rest, enum: values } : rest;
}

function narrowed(here: Scope, param: ParamGrammar, schema: OpenSchema): OpenSchema {
  const [least, most] = schema.type === "string" ? ["minLength", "maxLength"] : ["minimum", "maximum"];
  const bounds = {
    ...(param.min === undefined ? {} : { [least]: param.min }),
    ...(param.max === undefined ? {} : { [most]: param.max }),
  };
  if (param.min !== undefined && schema.minimum !== undefined && param.min < schema.minimum) {
    here.report([...here.at, "min"], `The contract allows ${schema.minimum} at least.`);
  }
  if (param.max !== undefined && schema.maximum !== undefined && param.max > schema.maximum) {
    here.report([...here.at, "max"], `The contract allows ${schema.maximum} at most.`);
  }
  if (param.enum !== undefined) {
    const { enum: known, items, ...rest } = schema;
    const allowed = known ?? items?.enum;
    param.enum.forEach((value, i) => {
      if (allowed === undefined || allowed.includes(value)) return;
      here.report(
        [...here.at, "enum", i],
        `The contract does not know ${JSON.stringify(value)} here.`,
        `It knows ${allowed.join(", ")}.`,
      );
    });
    return items === undefined
      ? { ...rest, enum: param.enum, ...bounds }
      : { ...rest, items: { ...items, enum: param.enum }, ...bounds };
  }
  return { ...schema, ...bounds };
}

function checkDefault(here: Scope, param: ParamGrammar, schema: OpenSchema): void {
  const value = param.default;
  if (value === undefined || schema.type === undefined || typeof schema.type !== "string") return;
  if (jsonType(value) !== schema.type && !(schema.type === "number" && jsonType(value) === "integer")) {
    here.report(
      [...here.at, "default"],
      `The default is ${jsonType(value)}, but the argument is ${schema.type}.`,
    );
  } else if (schema.enum !== undefined && !schema.enum.includes(value as string)) {
    here.report([...here.at, "default"], `The default is not one of ${schema.enum.join(", ")}.`);
  }
}

function jsonType(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
