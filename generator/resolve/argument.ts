import type { Json } from "../../runtime/json.ts";
import type { JsonSchema } from "../../runtime/json-schema.ts";
import type { ObjectSchema } from "../../runtime/tool-definition.ts";
import type { ParamGrammar } from "../spec.ts";
import type { Scope } from "./scope.ts";
import { inside } from "./scope.ts";

/** One argument of a behaviour, resolved: what the agent may give. */
export interface Argument {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** The strict object that holds these arguments, in the author's order. */
export function argumentsSchema(argumentList: readonly Argument[]): ObjectSchema {
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
  contracts: readonly JsonSchema[],
  requiredBy: boolean,
): Argument {
  const here = inside(scope, "params", name);
  const schema = narrowed(here, param, joined(contracts, param));
  const forSteps = scope.at.includes("calls");
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
  return {
    name,
    schema: {
      ...schema,
      ...(description === undefined ? {} : { description }),
      ...(param.default === undefined ? {} : { default: param.default }),
    },
    required: param.default === undefined && (param.optional === undefined ? requiredBy : !param.optional),
  };
}

function joined(contracts: readonly JsonSchema[], param: ParamGrammar): JsonSchema {
  if (contracts.length === 0)
    return param.type === undefined || param.type === "any" ? {} : { type: param.type };
  const types = new Set(contracts.map((it) => JSON.stringify(it.type)));
  const last = contracts.at(-1) ?? {};
  if (types.size > 1) return {};
  const enums = contracts.map((it) => it.enum ?? []);
  const values = enums.every((it) => it.length > 0) ? [...new Set(enums.toReversed().flat())] : [];
  return withEnum(last, values);
}

/** The same schema with these values, or with none. */
export function withEnum(schema: JsonSchema, values: readonly (string | number)[]): JsonSchema {
  const rest = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "enum"));
  return values.length > 0 ? { ...rest, enum: values } : rest;
}

function narrowed(here: Scope, param: ParamGrammar, schema: JsonSchema): JsonSchema {
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

function checkDefault(here: Scope, param: ParamGrammar, schema: JsonSchema): void {
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
