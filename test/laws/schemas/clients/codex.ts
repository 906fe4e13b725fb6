import { eachNode, type Converter } from "./rules.ts";

/** OpenAI Codex reads `additionalProperties` as a truth value, and fails on a schema there. */
export const codex: Converter = {
  client: "Codex",
  source: "googleanalytics/google-analytics-mcp pull request 129",
  convert(schema) {
    eachNode(schema, ({ additionalProperties: rest, type }, at) => {
      if (rest !== undefined && typeof rest !== "boolean")
        throw new Error(`${at}: invalid type: map, expected a boolean`);
      if (typeof type !== "string") throw new Error(`${at}: missing field type`);
    });
    return schema;
  },
};
