import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";

const text = { type: "string" } as const;
const integer = { type: "integer" } as const;

const inputSchema: ObjectSchema = {
  type: "object",
  properties: {
    namespace: text,
    skip: { ...integer, minimum: 0, default: 0 },
    count: { ...integer, minimum: 0 },
    page_size: { ...integer, minimum: 1, default: 100 },
  },
  required: ["namespace"],
  additionalProperties: false,
};

const row = {
  type: "object",
  properties: { namespace: text, triggerId: text },
  required: ["namespace", "triggerId"],
} as const;

const output = {
  type: "object",
  properties: { results: { type: "array", items: row }, total: integer },
  required: ["results", "total"],
} as const satisfies ObjectSchema;

export const model: ToolModel = {
  name: "search_triggers",
  title: "Search triggers",
  toolset: "trigger",
  source: "specs/trigger/search_triggers.yaml",
  description: "Search triggers.",
  aliases: [],
  inputSchema,
  outputSchema: { ...output, properties: { ...output.properties, truncated: text } },
  behaviour: {
    kind: "operation",
    effect: "read",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    inputSchema,
    method: "GET",
    request: [
      {
        from: "1.0",
        value: {
          path: ["/api/v1/{tenant}/triggers/search"],
          query: [
            { name: "namespace", value: { kind: "argument", argument: "namespace", as: "plain" } },
            { page: { offset: "skip", count: "count", size: "page_size" } },
            { name: "sort", value: { kind: "constant", value: "id:asc" } },
          ],
        },
      },
    ],
    read: [
      {
        from: "1.0",
        value: {
          from: "json",
          schema: output,
          project: {
            kind: "object",
            entries: [
              {
                key: "results",
                value: {
                  kind: "rows",
                  path: ["results"],
                  item: {
                    kind: "object",
                    entries: [
                      { key: "namespace", value: { kind: "whole", path: ["namespace"] } },
                      { key: "triggerId", value: { kind: "whole", path: ["triggerId"] } },
                    ],
                  },
                },
              },
              { key: "total", value: { kind: "whole", path: ["total"] } },
            ],
          },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
    limit: { rows: "results" },
    window: { rows: "results", by: ["namespace", "triggerId"], offset: "skip", count: "count" },
  },
};
