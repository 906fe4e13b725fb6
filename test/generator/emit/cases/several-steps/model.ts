import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { CompositeModel, ToolModel } from "../../../../../generator/model.ts";

const inputSchema: ObjectSchema = {
  type: "object",
  properties: { id: { type: "string", description: "Id." } },
  required: ["id"],
  additionalProperties: false,
};

const action: CompositeModel = {
  kind: "composite",
  where: "tenant",
  effect: "write",
  idempotent: false,
  lines: ["2.0"],
  inputSchema,
  calls: [
    {
      name: "ask",
      operation: {
        kind: "operation",
        where: "tenant",
        effect: "write",
        idempotent: false,
        lines: ["2.0"],
        inputSchema,
        method: "POST",
        request: [
          {
            from: "2.0",
            value: { path: ["/api/v1/{tenant}/things/", { argument: "id" }], query: [] },
          },
        ],
        read: [
          {
            from: "2.0",
            value: { from: "json", schema: { type: "object" }, project: { kind: "whole", path: [] } },
          },
        ],
        siblings: [],
        on: [],
        advice: [],
      },
    },
  ],
  outputSchema: { type: "object", properties: {} },
};

export const model: ToolModel = {
  name: "manage_thing",
  title: "Manage thing",
  toolset: "flow",
  source: "specs/flow/manage_thing.yaml",
  description: "Manage a thing.",
  aliases: [],
  inputSchema: {
    type: "object",
    properties: { do: { type: "string", enum: ["start-all", "stop"] }, ...inputSchema.properties },
    required: ["do", "id"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: {} },
  behaviour: {
    kind: "choice",
    by: "do",
    actions: [
      { name: "start-all", behaviour: action },
      { name: "stop", behaviour: action },
    ],
  },
};
