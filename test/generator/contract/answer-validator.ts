import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import type { Contract, ContractSchema, Edition } from "../../../generator/contract/contract.ts";

type Json = Readonly<Record<string, unknown>>;

/** Where an answer is not what its schema says, such as `/results/0/id must be string (1), by ...`; sorted. */
export type Validate = (schema: ContractSchema, answer: unknown) => string[];

/**
 * Validates answers of an edition against a contract's schemas: types, requiredness, nulls, enums, bounds. Unknown keys
 * pass; a key that only the other edition should have does not.
 */
export function answerValidator(contract: Contract, edition: Edition = "oss"): Validate {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    verbose: true,
    inlineRefs: false,
    validateSchema: false,
  });
  formats.default(ajv);
  for (const format of ["int32", "int64", "byte", "binary"]) ajv.addFormat(format, true);
  ajv.addSchema({
    $id: "contract",
    $defs: Object.fromEntries(
      Object.entries(contract.schemas).map(([name, schema]) => [
        encodeURIComponent(name),
        jsonSchema(schema, edition),
      ]),
    ),
  });
  const compiled = new Map<string, ValidateFunction>();
  return (schema, answer) => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(jsonSchema(schema, edition));
    compiled.set(key, validate);
    if (validate(answer)) return [];
    const found = (validate.errors ?? []).map(({ schemaPath, instancePath, message = "", data }) => {
      const value = data === undefined ? "" : ` (${JSON.stringify(data).slice(0, 80)})`;
      return `${instancePath || "its root"} ${message}${value}, by ${decodeURIComponent(decodeURIComponent(schemaPath))}`;
    });
    return [...new Set(found)].sort();
  };
}

const kept = [
  "type",
  "format",
  "enum",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
] as const;

function jsonSchema(schema: ContractSchema, edition: Edition): Json {
  if (schema.nullable === true) {
    const rest = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "nullable"));
    return Object.keys(rest).length === 0 ? {} : { anyOf: [{ type: "null" }, jsonSchema(rest, edition)] };
  }
  const facts = Object.fromEntries(
    kept.flatMap((key) => (schema[key] === undefined ? [] : [[key, schema[key]]])),
  );
  return {
    ...facts,
    ...(schema.ref === undefined
      ? {}
      : { $ref: `contract#/$defs/${encodeURIComponent(encodeURIComponent(schema.ref))}` }),
    ...(schema.pattern === undefined ? {} : { pattern: schema.pattern }),
    ...(schema.items === undefined ? {} : { items: jsonSchema(schema.items, edition) }),
    ...(schema.required === undefined ? {} : { required: schema.required }),
    ...(schema.properties === undefined ? {} : { properties: properties(schema.properties, edition) }),
    ...(schema.additionalProperties === undefined
      ? {}
      : { additionalProperties: jsonSchema(schema.additionalProperties, edition) }),
    ...several("allOf", schema.allOf, edition),
    // Kestra's alternatives are not exclusive.
    ...several("anyOf", schema.oneOf ?? schema.anyOf, edition),
  };
}

function properties(given: Readonly<Record<string, ContractSchema>>, edition: Edition): Json {
  return Object.fromEntries(
    Object.entries(given).map(([name, schema]) => [
      name,
      schema.editions?.includes(edition) === false ? false : jsonSchema(schema, edition),
    ]),
  );
}

function several(key: string, schemas: readonly ContractSchema[] | undefined, edition: Edition): Json {
  return schemas === undefined ? {} : { [key]: schemas.map((schema) => jsonSchema(schema, edition)) };
}
