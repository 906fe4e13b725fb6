import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";

const inputSchema: ObjectSchema = {
  type: "object",
  properties: { skip: { type: "integer", minimum: 0, description: "Rows to skip.", default: 0 } },
  additionalProperties: false,
};

export const model: ToolModel = {
  name: "list_namespaces",
  title: "List namespaces",
  toolset: "namespace",
  source: "specs/namespace/list_namespaces.yaml",
  description: "List all namespaces.",
  aliases: [],
  inputSchema,
  outputSchema: {
    type: "object",
    properties: { namespaces: { type: "array", items: { type: "string" } } },
    required: ["namespaces"],
  },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "read",
    idempotent: true,
    lines: ["1.0"],
    inputSchema,
    method: "GET",
    request: [
      {
        from: "1.0",
        value: {
          path: ["/api/v1/{tenant}/namespaces/search"],
          query: [
            { name: "size", value: { kind: "constant", value: 100 } },
            { name: "page", value: { kind: "constant", value: 1 } },
          ],
        },
      },
    ],
    read: [
      {
        from: "1.0",
        value: {
          from: "json",
          schema: {
            type: "object",
            properties: {
              results: {
                type: "array",
                items: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
              },
            },
            required: ["results"],
          },
          project: {
            kind: "object",
            entries: [
              {
                key: "namespaces",
                value: { kind: "rows", path: ["results"], item: { kind: "whole", path: ["id"] } },
              },
            ],
          },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
    pages: { rows: "namespaces", most: 5 },
    limit: { rows: "namespaces", offset: "skip" },
    bare: "namespaces",
  },
};
