import type { OpenObject } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";
import { publishedArguments } from "../../../../../generator/resolve/request/published.ts";

const inputSchema: OpenObject = {
  type: "object",
  properties: {
    revision: { type: "integer", description: "Revision." },
    yaml: { type: "string", description: "The flow." },
    dry_run: { type: "boolean", description: "Only try.", default: false },
    tags: { type: "array", items: { type: "string" }, description: "Tags.", default: [] },
    others: { type: "array", items: {}, description: "Others." },
    hint: { type: "object", description: "A hint." },
  },
  required: ["revision", "yaml"],
  additionalProperties: false,
};

export const model: ToolModel = {
  name: "update_flow",
  title: "Update flow",
  toolset: "flow",
  source: "specs/flow/update_flow.yaml",
  description: "Update a flow.",
  aliases: [],
  inputSchema: publishedArguments(inputSchema),
  outputSchema: { type: "object", properties: { message: { type: "string" } }, required: ["message"] },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "write",
    idempotent: true,
    lines: ["2.0"],
    inputSchema,
    method: "PUT",
    request: [
      {
        from: "2.0",
        value: {
          path: ["/api/v1/{tenant}/flows/", { argument: "revision" }],
          query: [
            { name: "tags", value: { kind: "argument", argument: "tags", as: "plain" } },
            { name: "others", value: { kind: "argument", argument: "others", as: "plain" } },
            { name: "hint", value: { kind: "argument", argument: "hint", as: "plain" } },
          ],
          body: { kind: "text", mediaType: "application/x-yaml", argument: "yaml" },
        },
      },
    ],
    read: [
      {
        from: "2.0",
        value: {
          from: "nothing",
          project: {
            kind: "object",
            entries: [
              {
                key: "message",
                value: {
                  kind: "sentence",
                  texts: [
                    "Revision ",
                    { argument: "revision" },
                    " with tags ",
                    { argument: "tags" },
                    ", others ",
                    { argument: "others" },
                    " and ",
                    { argument: "hint" },
                  ],
                },
              },
              { key: "yaml", value: { kind: "sentence", texts: [{ argument: "yaml" }] } },
              { key: "revision", value: { kind: "sentence", texts: [{ argument: "revision" }] } },
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
