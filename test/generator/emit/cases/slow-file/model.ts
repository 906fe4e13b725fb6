import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";

const inputSchema: ObjectSchema = {
  type: "object",
  properties: { offset: { type: "integer", description: "Characters to skip.", default: 0 } },
  additionalProperties: false,
};

export const model: ToolModel = {
  name: "read_report",
  title: "Read report",
  toolset: "flow",
  source: "specs/flow/read_report.yaml",
  description: "Let Kestra write a report, and read it.",
  aliases: [],
  inputSchema,
  outputSchema: { type: "object", properties: { content: { type: "string" } }, required: ["content"] },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "read",
    idempotent: true,
    lines: ["1.3"],
    inputSchema,
    method: "GET",
    request: [{ from: "1.3", value: { path: ["/api/v1/{tenant}/report"], query: [] } }],
    read: [
      {
        from: "1.3",
        value: {
          from: "file",
          schema: { type: "object", properties: { content: { type: "string" } }, required: ["content"] },
          project: {
            kind: "object",
            entries: [{ key: "content", value: { kind: "whole", path: ["content"] } }],
          },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
    limit: { text: "content", offset: "offset" },
    slow: true,
    excerpt: "file",
  },
};
