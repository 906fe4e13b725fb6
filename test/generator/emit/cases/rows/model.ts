import type { ToolModel } from "../../../../../generator/model.ts";
import type { JsonSchema } from "../../../../../runtime/json/schema.ts";

const text: JsonSchema = { type: "string" };

/** Rows in rows in rows; what may be null or absent on the way; whole values beside parts of them. */
export const model: ToolModel = {
  name: "get_execution",
  title: "Get execution",
  toolset: "execution",
  source: "specs/execution/get_execution.yaml",
  description: "Get an execution.",
  aliases: [],
  inputSchema: { type: "object", properties: {}, additionalProperties: false },
  outputSchema: { type: "object", properties: { id: text }, required: ["id"] },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "read",
    idempotent: true,
    lines: ["1.0"],
    inputSchema: { type: "object", properties: {}, additionalProperties: false },
    method: "GET",
    request: [{ from: "1.0", value: { path: ["/api/v1/{tenant}/executions/latest"], query: [] } }],
    read: [
      {
        from: "1.0",
        value: {
          from: "json",
          schema: {
            type: "object",
            properties: {
              id: text,
              state: {
                type: ["object", "null"],
                properties: {
                  current: text,
                  "at-end": { type: ["object", "null"], properties: { date: text }, required: ["date"] },
                },
                required: ["current"],
              },
              flow: {
                type: "object",
                properties: { id: text, meta: { type: "object", properties: { owner: text } } },
                required: ["id"],
              },
              taskRunList: {
                type: ["array", "null"],
                items: {
                  type: "object",
                  properties: {
                    id: text,
                    attempts: {
                      type: "array",
                      items: {
                        type: ["object", "null"],
                        properties: {
                          number: { type: "integer" },
                          logs: {
                            type: "array",
                            items: { type: "object", properties: { message: text }, required: ["message"] },
                          },
                        },
                        required: ["number"],
                      },
                    },
                    tags: { type: "array", items: text },
                  },
                  required: ["id", "attempts"],
                },
              },
              labels: { type: "array", items: { type: "object", properties: { key: text } } },
              constructor: text,
            },
            required: ["id", "flow"],
          },
          project: {
            kind: "object",
            entries: [
              { key: "id", value: { kind: "whole", path: ["id"] } },
              { key: "state", value: { kind: "whole", path: ["state", "current"] } },
              { key: "ended", value: { kind: "whole", path: ["state", "at-end", "date"] } },
              { key: "flow", value: { kind: "whole", path: ["flow"] } },
              { key: "made_by", value: { kind: "whole", path: ["constructor"] } },
              {
                key: "flow_facts",
                value: {
                  kind: "object",
                  entries: [
                    { key: "id", value: { kind: "whole", path: ["flow", "id"] } },
                    { key: "owner", value: { kind: "whole", path: ["flow", "meta", "owner"] } },
                  ],
                },
              },
              {
                key: "task_runs",
                value: {
                  kind: "rows",
                  path: ["taskRunList"],
                  item: {
                    kind: "object",
                    entries: [
                      { key: "id", value: { kind: "whole", path: ["id"] } },
                      {
                        key: "attempts",
                        value: {
                          kind: "rows",
                          path: ["attempts"],
                          item: {
                            kind: "object",
                            entries: [
                              { key: "number", value: { kind: "whole", path: ["number"] } },
                              {
                                key: "logs",
                                value: {
                                  kind: "rows",
                                  path: ["logs"],
                                  item: { kind: "whole", path: ["message"] },
                                },
                              },
                            ],
                          },
                        },
                      },
                      {
                        key: "tags",
                        value: { kind: "rows", path: ["tags"], item: { kind: "whole", path: [] } },
                      },
                    ],
                  },
                },
              },
              { key: "labels", value: { kind: "whole", path: ["labels"] } },
              {
                key: "label",
                value: { kind: "first", path: ["labels"], item: { kind: "whole", path: ["key"] } },
              },
              {
                key: "first_run",
                value: {
                  kind: "first",
                  path: ["taskRunList"],
                  item: {
                    kind: "object",
                    entries: [
                      { key: "id", value: { kind: "whole", path: ["id"] } },
                      {
                        key: "log",
                        value: {
                          kind: "first",
                          path: ["attempts"],
                          item: { kind: "whole", path: ["number"] },
                        },
                      },
                    ],
                  },
                },
              },
              { key: "kind", value: { kind: "constant", value: "execution" } },
            ],
          },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
  },
};
