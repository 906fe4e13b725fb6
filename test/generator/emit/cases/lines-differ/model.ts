import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";

const inputSchema: ObjectSchema = {
  type: "object",
  properties: {
    namespace: { type: "string", description: "Namespace; its children are included." },
    query: { type: "string", description: "Text to search for." },
    since: { type: "string", description: "An ISO 8601 date-time." },
    states: { type: "array", items: { type: "string", enum: ["RUNNING", "FAILED"] }, description: "States." },
    labels: { type: "object", additionalProperties: true, description: "Labels." },
    size: { type: "integer", minimum: 1, description: "Rows.", default: 20 },
  },
  additionalProperties: false,
};

/** Only the middle of the query differs, one path, one reading; 1.3 is as 1.0. */
export const model: ToolModel = {
  name: "search_executions",
  title: "Search executions",
  toolset: "execution",
  source: "specs/execution/search_executions.yaml",
  description: "Search executions.",
  aliases: [],
  inputSchema,
  outputSchema: {
    type: "object",
    properties: { total: { type: "integer" }, url: { type: "string" } },
    required: ["total"],
  },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "read",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    edition: "ee",
    inputSchema,
    method: "GET",
    request: (["1.0", "1.3", "2.0"] as const).map((from) => ({
      from,
      value: {
        path: [from === "2.0" ? "/api/v1/{tenant}/runs/search" : "/api/v1/{tenant}/executions/search"],
        query: [
          {
            name: from === "2.0" ? "filters[namespace][PREFIX]" : "namespace",
            value: { kind: "argument", argument: "namespace", as: "plain" },
          },
          { name: "filters[q][EQUALS]", value: { kind: "argument", argument: "query", as: "plain" } },
          ...(from === "2.0"
            ? ([
                {
                  name: "filters[labels][EQUALS]",
                  value: { kind: "argument", argument: "labels", as: "keyed" },
                },
              ] as const)
            : ([{ name: "labels", value: { kind: "argument", argument: "labels", as: "pairs" } }] as const)),
          { name: "filters[state][IN]", value: { kind: "argument", argument: "states", as: "list" } },
          {
            name: "filters[startDate][GREATER_THAN]",
            value: { kind: "argument", argument: "since", as: "instant" },
          },
          { name: "size", value: { kind: "argument", argument: "size", as: "plain" } },
          { name: "sort", value: { kind: "constant", value: from === "2.0" ? "state:desc" : "id:desc" } },
        ],
      },
    })),
    read: [
      {
        from: "1.0",
        value: {
          from: "json",
          schema: { type: "object", properties: { total: { type: "integer" } }, required: ["total"] },
          project: { kind: "object", entries: [{ key: "total", value: { kind: "whole", path: ["total"] } }] },
        },
      },
      {
        from: "2.0",
        value: {
          from: "json",
          schema: {
            type: "object",
            properties: {
              total: { type: "integer" },
              self: { type: ["object", "null"], properties: { url: { type: ["string", "null"] } } },
            },
            required: ["total"],
          },
          project: {
            kind: "object",
            entries: [
              { key: "total", value: { kind: "whole", path: ["total"] } },
              { key: "url", value: { kind: "whole", path: ["self", "url"] } },
            ],
          },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [
      { from: "1.0", value: {} },
      { from: "2.0", value: { 422: "Use fewer filters." } },
    ],
  },
};
