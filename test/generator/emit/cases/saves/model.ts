import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { OperationModel, ToolModel } from "../../../../../generator/model.ts";

const inputSchema: ObjectSchema = {
  type: "object",
  properties: { source: { type: "string", description: "The app in YAML." } },
  required: ["source"],
  additionalProperties: false,
};

const outputSchema: ObjectSchema = {
  type: "object",
  properties: { uid: { type: "string" }, page: { type: "string" } },
};

const call = (inputs: ObjectSchema["properties"]): Omit<OperationModel, "method" | "request" | "read"> => ({
  kind: "operation",
  effect: "write",
  idempotent: false,
  lines: ["1.0"],
  edition: "ee",
  inputSchema: { type: "object", properties: inputs, required: Object.keys(inputs) },
  siblings: [],
  on: [],
  advice: [],
});

const text = { type: "string" } as const;
const body = { kind: "text", mediaType: "application/x-yaml", argument: "yaml" } as const;

export const model: ToolModel = {
  name: "save_app",
  title: "Save app",
  toolset: "ee",
  source: "specs/ee/save_app.yaml",
  description: "Create or update an app.",
  aliases: [],
  inputSchema,
  outputSchema,
  behaviour: {
    kind: "composite",
    effect: "write",
    idempotent: false,
    lines: ["1.0"],
    edition: "ee",
    inputSchema,
    outputSchema,
    saves: {
      what: "app",
      yaml: "source",
      takes: { find: ["id"], create: ["yaml"], update: ["uid", "yaml"] },
    },
    calls: [
      {
        name: "find",
        operation: {
          ...call({ id: text }),
          method: "GET",
          request: [
            {
              from: "1.0",
              value: {
                path: ["/api/v1/{tenant}/apps/search"],
                query: [{ name: "q", value: { kind: "argument", argument: "id", as: "plain" } }],
                headers: [],
              },
            },
          ],
          read: [
            {
              from: "1.0",
              value: {
                from: "nothing",
                project: {
                  kind: "object",
                  entries: [{ key: "results", value: { kind: "constant", value: [] } }],
                },
              },
            },
          ],
        },
      },
      {
        name: "create",
        operation: {
          ...call({ yaml: text }),
          method: "POST",
          request: [
            { from: "1.0", value: { path: ["/api/v1/{tenant}/apps"], query: [], headers: [], body } },
          ],
          read: [
            {
              from: "1.0",
              value: {
                from: "json",
                schema: { type: "object", properties: { uid: text } },
                project: {
                  kind: "object",
                  entries: [
                    { key: "uid", value: { kind: "whole", path: ["uid"] } },
                    { key: "page", value: { kind: "link", page: ["apps"] } },
                  ],
                },
              },
            },
          ],
        },
      },
      {
        name: "update",
        operation: {
          ...call({ uid: text, yaml: text }),
          method: "PUT",
          request: [
            {
              from: "1.0",
              value: {
                path: ["/api/v1/{tenant}/apps/", { argument: "uid" }],
                query: [],
                headers: [],
                body,
              },
            },
          ],
          read: [
            {
              from: "1.0",
              value: {
                from: "json",
                schema: { type: "object" },
                project: {
                  kind: "object",
                  entries: [{ key: "page", value: { kind: "link", page: ["apps/", { argument: "uid" }] } }],
                },
              },
            },
          ],
        },
      },
    ],
  },
};
