import { isWire, type Converter, type Wire } from "./rules.ts";

/**
 * The client of Kestra's own AI agent. It makes of a node without `type` an object, of several types an `anyOf` without
 * description, and of a schema of further properties none; it keeps no bounds and no defaults. What would be lost so is
 * an error here.
 */
export const langchain4j: Converter = {
  client: "langchain4j",
  source:
    "langchain4j/langchain4j langchain4j-mcp/src/main/java/dev/langchain4j/mcp/client/ToolSpecificationHelper.java",
  convert: (schema) => element(schema, ""),
};

function element(node: unknown, at: string): Wire {
  if (!isWire(node)) throw new Error(`${at}: is no node`);
  const { type, description, enum: values, items, properties, required, additionalProperties: rest } = node;
  const said = description === undefined ? {} : { description };
  if (typeof type !== "string") throw new Error(`${at}: becomes an object without properties`);
  switch (type) {
    case "string":
      if (Array.isArray(values)) return { kind: "enum", values: values.map(String), ...said };
      return { kind: "string", ...said };
    case "number":
    case "integer":
    case "boolean":
      if (values !== undefined) throw new Error(`${at}: loses its values`);
      return { kind: type, ...said };
    case "array":
      if (!isWire(items)) throw new Error(`${at}: a list of anything`);
      return { kind: "array", items: element(items, `${at}[]`), ...said };
    case "object": {
      if (rest !== undefined && typeof rest !== "boolean") throw new Error(`${at}: takes no properties`);
      if (!isWire(properties) && rest !== true) throw new Error(`${at}: an object without properties`);
      const entries = Object.entries(isWire(properties) ? properties : {});
      return {
        kind: "object",
        properties: Object.fromEntries(entries.map(([name, it]) => [name, element(it, `${at}.${name}`)])),
        ...(Array.isArray(required) ? { required: required.map(String) } : {}),
        ...(typeof rest === "boolean" ? { additionalProperties: rest } : {}),
        ...said,
      };
    }
    default:
      throw new Error(`${at}: Unknown element type: ${type}`);
  }
}
