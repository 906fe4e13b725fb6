import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";

const inputSchema: ObjectSchema = {
  type: "object",
  properties: {
    namespace: { type: "string", description: "Namespace." },
    id: { type: "string", description: "Flow." },
    inputs: { type: "object", additionalProperties: true, description: "Inputs." },
    note: { type: "string", description: "A note." },
    at: { type: "string", description: "When." },
    wait: { type: "boolean", description: "Whether to wait.", default: false },
  },
  required: ["namespace", "id"],
  additionalProperties: false,
};

/** 1.0 takes the inputs alone, 2.0 more parts beside them. */
export const model: ToolModel = {
  name: "execute_flow",
  title: "Execute flow",
  toolset: "execution",
  source: "specs/execution/execute_flow.yaml",
  description: "Run a flow.",
  aliases: [],
  inputSchema,
  outputSchema: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "write",
    idempotent: false,
    lines: ["1.0", "2.0"],
    inputSchema,
    method: "POST",
    request: (["1.0", "2.0"] as const).map((from) => ({
      from,
      value: {
        path: ["/api/v1/{tenant}/executions/", { argument: "namespace" }, "/", { argument: "id" }],
        query: [{ name: "wait", value: { kind: "argument", argument: "wait", as: "plain" } }],
        body: {
          kind: "multipart",
          parts:
            from === "1.0"
              ? []
              : [
                  {
                    name: "note",
                    value: { kind: "argument", argument: "note", as: "plain", omitEmpty: true },
                  },
                  { name: "scheduled-at", value: { kind: "argument", argument: "at", as: "instant" } },
                  { name: "source", value: { kind: "constant", value: "agent" } },
                ],
          each: "inputs",
        },
      },
    })),
    read: [
      {
        from: "1.0",
        value: {
          from: "json",
          schema: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
          project: { kind: "object", entries: [{ key: "id", value: { kind: "whole", path: ["id"] } }] },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
  },
};
