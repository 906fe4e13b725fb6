import { Ajv2020 } from "ajv/dist/2020.js";
import { eachNode, isWire, type Converter } from "./rules.ts";

const ajv = new Ajv2020({ strict: true, strictTypes: true, strictRequired: true, validateFormats: false });

/** `input_schema` must be valid JSON Schema 2020-12 of an object, without combinators at its top, its keys of a few characters. */
export const anthropic: Converter = {
  client: "Anthropic",
  source:
    "anthropics/claude-code issues 27337 and 40075 (combinators); n8n-io/n8n issue 30590 (property keys)",
  convert(schema) {
    if (schema.type !== "object") throw new Error("input_schema.type: Input should be 'object'");
    for (const key of ["oneOf", "allOf", "anyOf"]) {
      if (key in schema) throw new Error(`input_schema does not support ${key} at the top level`);
    }
    ajv.compile(schema);
    eachNode(schema, ({ properties }, at) => {
      for (const name of Object.keys(isWire(properties) ? properties : {})) {
        if (!/^[a-zA-Z0-9_.-]{1,64}$/.test(name))
          throw new Error(`${at}: Property keys should match pattern: ${name}`);
      }
    });
    return { input_schema: schema };
  },
};
