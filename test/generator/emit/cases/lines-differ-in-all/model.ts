import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";

const inputSchema: ObjectSchema = {
  type: "object",
  properties: {
    id: { type: "string", description: "Id." },
    force: { type: "boolean", description: "Whether to force.", default: false },
  },
  required: ["id"],
  additionalProperties: false,
};

export const model: ToolModel = {
  name: "resume",
  title: "Resume",
  toolset: "execution",
  source: "specs/execution/resume.yaml",
  description: "Resume an execution.",
  aliases: [],
  inputSchema,
  outputSchema: { type: "object", properties: {} },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "write",
    idempotent: false,
    lines: ["1.3", "2.0"],
    inputSchema,
    method: "POST",
    request: [
      {
        from: "1.3",
        value: {
          path: ["/api/v1/{tenant}/executions/", { argument: "id" }, "/resume"],
          query: [{ name: "force", value: { kind: "argument", argument: "force", as: "plain" } }],
        },
      },
      {
        from: "2.0",
        value: {
          path: ["/api/v1/{tenant}/executions/actions/resume"],
          query: [],
          body: {
            kind: "json",
            value: { kind: "array", items: [{ kind: "argument", argument: "id", as: "plain" }] },
          },
        },
      },
    ],
    read: [
      {
        from: "1.3",
        value: { from: "json", schema: { type: "object" }, project: { kind: "whole", path: [] } },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
  },
};
