import { eachNode, isWire, type Converter, type Wire } from "./rules.ts";

const types = ["string", "integer", "number", "boolean", "array", "object"];

/** What `Schema` of the API has of ours, and what its SDK leaves out before it sends it. */
const dropped = ["additionalProperties", "default", "title"];

/**
 * Vertex AI and the Gemini API read a function's `parameters` as a protobuf `Schema`: a node without `type`, an array without
 * `items`, `required` that is not among the properties and an enum that is not text is a 400 for the whole request.
 */
export const gemini: Converter = {
  client: "Gemini",
  source:
    "googleapis/python-genai google/genai/_mcp_utils.py and types.py (Schema); unclecode/crawl4ai issue 1311 (no type), czlonkowski/n8n-mcp issue 4 (items), Kilo-Org/kilocode pull request 11955 (required)",
  convert(schema) {
    eachNode(schema, (node, at) => {
      const { type, items, properties, required, enum: values } = node;
      if (typeof type !== "string" || !types.includes(type))
        throw new Error(`${at} schema didn't specify the schema type field`);
      if (type === "array" && !isWire(items)) throw new Error(`${at}.items: missing field`);
      if (properties !== undefined && type !== "object")
        throw new Error(`${at}.properties: only allowed for OBJECT type`);
      const known = isWire(properties) ? Object.keys(properties) : [];
      if (Array.isArray(required) && !required.every((name) => known.includes(String(name))))
        throw new Error(`${at}.required: property is not defined`);
      if (
        Array.isArray(values) &&
        (type !== "string" || values.some((it) => typeof it !== "string" || it === ""))
      )
        throw new Error(`${at}.enum: only allowed for STRING type, and not empty`);
    });
    return declaration(schema);
  },
};

function declaration(node: Wire): Wire {
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !dropped.includes(key))
      .map(([key, value]) => {
        if (key === "type") return [key, String(value).toUpperCase()];
        if (key === "items") return [key, declaration(value as Wire)];
        if (key !== "properties") return [key, value];
        return [
          key,
          Object.fromEntries(
            Object.entries(value as Wire).map(([name, it]) => [name, declaration(it as Wire)]),
          ),
        ];
      }),
  );
}
