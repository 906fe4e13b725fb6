import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import type { Contract, ContractSchema } from "../../generator/contract.ts";

type Json = Readonly<Record<string, unknown>>;

/** Where an answer is not what its schema says, such as `/results/0/id must be string (1), by ...`; sorted. */
export type Validate = (schema: ContractSchema, answer: unknown) => string[];

/**
 * Validates answers of the open-source edition against a contract's schemas: types, requiredness, nulls, enums, bounds.
 * Unknown keys pass; a key that only the Enterprise edition should have does not.
 */
export function answerValidator(contract: Contract): Validate {
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
        jsonSchema(schema),
      ]),
    ),
  });
  const compiled = new Map<string, ValidateFunction>();
  return (schema, answer) => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(jsonSchema(schema));
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

function jsonSchema(schema: ContractSchema): Json {
  if (schema.nullable === true) {
    const rest = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "nullable"));
    return Object.keys(rest).length === 0 ? {} : { anyOf: [{ type: "null" }, jsonSchema(rest)] };
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
    ...(schema.items === undefined ? {} : { items: jsonSchema(schema.items) }),
    ...(schema.required === undefined ? {} : { required: schema.required }),
    ...(schema.properties === undefined ? {} : { properties: properties(schema.properties) }),
    ...(schema.additionalProperties === undefined
      ? {}
      : { additionalProperties: jsonSchema(schema.additionalProperties) }),
    ...several("allOf", schema.allOf),
    // Kestra's alternatives are not exclusive.
    ...several("anyOf", schema.oneOf ?? schema.anyOf),
  };
}

function properties(given: Readonly<Record<string, ContractSchema>>): Json {
  return Object.fromEntries(
    Object.entries(given).map(([name, schema]) => [
      name,
      schema.editions?.includes("oss") === false ? false : jsonSchema(schema),
    ]),
  );
}

function several(key: string, schemas: readonly ContractSchema[] | undefined): Json {
  return schemas === undefined ? {} : { [key]: schemas.map(jsonSchema) };
}
