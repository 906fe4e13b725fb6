import type { ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { annotations, type Schema } from "../words/schema.ts";

/** Compiles a schema once. The function returns all that is wrong with a value, nothing where all is well. */
export function validator(schema: Schema): (value: unknown) => readonly ErrorObject[] {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    validateSchema: false,
    strictRequired: false,
    strictTuples: false,
    allowUnionTypes: true,
  });
  for (const keyword of annotations) ajv.addKeyword(keyword);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}
