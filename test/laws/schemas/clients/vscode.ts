import { Ajv } from "ajv";
import { eachNode, isWire, type Converter, type Wire } from "./rules.ts";

/** What GPT-4 models are not told. */
const unsupported = [
  "minLength",
  "maxLength",
  "pattern",
  "default",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
];

/** VS Code drops a tool whose schema is not one of draft 7, or has an array without `items`. */
export const vscode: Converter = {
  client: "VS Code",
  source: "microsoft/vscode-copilot-chat src/extension/tools/common/toolSchemaNormalizer.ts",
  convert(schema) {
    const ajv = new Ajv({ strictTypes: true });
    if (ajv.validateSchema(schema) !== true) throw new Error("tool parameters do not match JSON schema");
    if (schema.type !== "object" || !isWire(schema.properties))
      throw new Error("schema must have properties");
    eachNode(schema, ({ type, items, description = "" }, at) => {
      if (type === "array" && !isWire(items))
        throw new Error(`${at}: tool parameters array type must have items`);
      if (String(description).length > 1024) throw new Error(`${at}: description is too long`);
    });
    return without(schema);
  },
};

function without(node: Wire): Wire {
  const { properties, items, ...rest } = node;
  const kept = Object.entries(rest).filter(([key]) => !unsupported.includes(key));
  return {
    ...Object.fromEntries(kept),
    ...(isWire(items) ? { items: without(items) } : {}),
    ...(isWire(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, it]) => [name, without(it as Wire)]),
          ),
        }
      : {}),
  };
}
