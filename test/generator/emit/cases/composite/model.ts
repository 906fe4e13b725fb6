import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";

const searchSchema: ObjectSchema = {
  type: "object",
  properties: {
    namespace: { type: "string", description: "Namespace." },
    page: { type: "integer", minimum: 1, maximum: 1000, description: "Page.", default: 1 },
  },
  additionalProperties: false,
};

export const model: ToolModel = {
  name: "find_flow",
  title: "Find flow",
  toolset: "flow",
  source: "specs/flow/find_flow.yaml",
  description: "Find a flow by what it is called.",
  aliases: [],
  inputSchema: {
    type: "object",
    properties: { text: { type: "string", description: "What it is called, roughly." } },
    required: ["text"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      matches: { type: "array", items: { type: "object", properties: { id: { type: "string" } } } },
    },
    required: ["matches"],
  },
  behaviour: {
    kind: "composite",
    where: "tenant",
    effect: "read",
    idempotent: true,
    lines: ["1.0", "2.0"],
    edition: "ee",
    inputSchema: {
      type: "object",
      properties: { text: { type: "string", description: "What it is called, roughly." } },
      required: ["text"],
      additionalProperties: false,
    },
    calls: [
      {
        name: "search",
        operation: {
          kind: "operation",
          where: "tenant",
          effect: "read",
          idempotent: true,
          lines: ["1.0", "2.0"],
          inputSchema: searchSchema,
          method: "GET",
          request: [
            {
              from: "1.0",
              value: {
                path: ["/api/v1/{tenant}/flows/search"],
                query: [
                  {
                    name: "filters[namespace][PREFIX]",
                    value: { kind: "argument", argument: "namespace", as: "plain" },
                  },
                  { name: "page", value: { kind: "argument", argument: "page", as: "plain" } },
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
                      items: {
                        type: "object",
                        properties: { id: { type: "string" }, description: { type: ["string", "null"] } },
                        required: ["id"],
                      },
                    },
                  },
                  required: ["results"],
                },
                project: {
                  kind: "object",
                  entries: [
                    {
                      key: "flows",
                      value: {
                        kind: "rows",
                        path: ["results"],
                        item: {
                          kind: "object",
                          entries: [
                            { key: "id", value: { kind: "whole", path: ["id"] } },
                            { key: "description", value: { kind: "whole", path: ["description"] } },
                          ],
                        },
                      },
                    },
                  ],
                },
              },
            },
          ],
          siblings: [],
          on: [],
          advice: [],
        },
      },
    ],
    outputSchema: {
      type: "object",
      properties: {
        found: { type: "boolean" },
        matches: {
          type: "array",
          items: {
            type: "object",
            properties: {
              id: { type: "string" },
              score: { type: "number" },
              description: { type: ["string", "null"] },
              labels: { type: "object" },
            },
            required: ["id", "score"],
          },
        },
        first: {},
      },
      required: ["found", "matches"],
    },
    limit: { rows: "matches" },
    bare: "matches",
  },
};
