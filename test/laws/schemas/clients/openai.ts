import { eachNode, isWire, only, type Converter, type Wire } from "./rules.ts";

/** Not strict: the schema goes as it is, and the API refuses an array that does not say what it holds, and unknown types. */
export const openai: Converter = {
  client: "OpenAI",
  source:
    "microsoft/vscode-copilot-chat src/extension/tools/common/toolSchemaNormalizer.ts; microsoft/vscode issue 248810",
  convert(schema) {
    if (schema.type !== "object" || !isWire(schema.properties)) throw new Error("schema must be type object");
    eachNode(schema, (node, at) => {
      if (node.type === "array" && !isWire(node.items)) throw new Error(`${at}: array schema missing items`);
    });
    return { type: "function", parameters: schema, strict: false };
  },
};

/** What Structured Outputs know of ours. */
const supported = [
  ...[
    "type",
    "description",
    "title",
    "default",
    "enum",
    "pattern",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
  ],
  ...["items", "properties", "required", "additionalProperties"],
];

/**
 * Strict: all objects are closed, every property is required, an optional one may be null. An object of any properties
 * cannot be said so: then the SDK sends the tool as it is, not strict. Whatever else is wrong is an error.
 */
export const openaiStrict: Converter = {
  client: "OpenAI, strict",
  source:
    "openai/openai-agents-python src/agents/strict_schema.py and mcp/util.py; developers.openai.com Structured outputs, Supported schemas",
  convert(schema) {
    const open: string[] = [];
    eachNode(schema, (node, at) => {
      const isOpen = node.additionalProperties === true || node.properties === undefined;
      if (node.type === "object" && isOpen) open.push(at);
    });
    if (open.length > 0) return openai.convert(schema);
    const strict = closed(schema);
    eachNode(strict, (node, at) => {
      only(node, at, supported);
      if (node.type === undefined) throw new Error(`${at}: schema must have a 'type' key`);
      if (node.type === "array" && !isWire(node.items)) throw new Error(`${at}: array schema missing items`);
      if (node.type !== "object") return;
      const names = Object.keys(isWire(node.properties) ? node.properties : {});
      if (node.additionalProperties !== false) throw new Error(`${at}: additionalProperties must be false`);
      if (JSON.stringify(node.required) !== JSON.stringify(names))
        throw new Error(`${at}: required must be all`);
    });
    return { type: "function", parameters: strict, strict: true };
  },
};

function closed(node: Wire, isOptional = false): Wire {
  const unsupported = ["minLength", "maxLength"];
  const { properties, items, required, ...all } = node;
  const rest = Object.fromEntries(Object.entries(all).filter(([key]) => !unsupported.includes(key)));
  const needed = Array.isArray(required) ? required.map(String) : [];
  return {
    ...rest,
    ...(isOptional ? { type: [node.type, "null"] } : {}),
    ...(isWire(items) ? { items: closed(items) } : {}),
    ...(isWire(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, it]) => [
              name,
              closed(it as Wire, !needed.includes(name)),
            ]),
          ),
          required: Object.keys(properties),
          additionalProperties: false,
        }
      : {}),
  };
}
