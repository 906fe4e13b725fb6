import type { OpenObject } from "../../../../../runtime/json/schema.ts";
import type { OperationModel, ToolModel } from "../../../../../generator/model.ts";
import { publishedArguments } from "../../../../../generator/resolve/request/published.ts";

const keySchema: OpenObject = {
  type: "object",
  properties: {
    namespace: { type: "string", description: "Namespace." },
    key: { type: "string", description: "Key.", pattern: "^[\\w/.-]+$", maxLength: 100 },
  },
  required: ["namespace", "key"],
  additionalProperties: false,
};

const setSchema: OpenObject = {
  ...keySchema,
  properties: { ...keySchema.properties, value: { description: "Any JSON." } },
  required: ["namespace", "key", "value"],
};

function operation(method: OperationModel["method"], inputSchema: OpenObject): OperationModel {
  return {
    kind: "operation",
    where: "tenant",
    effect: method === "GET" ? "read" : "destructive",
    idempotent: true,
    lines: ["2.0"],
    inputSchema,
    method,
    request: [
      {
        from: "2.0",
        value: {
          path: ["/api/v1/{tenant}/namespaces/", { argument: "namespace" }, "/kv/", { argument: "key" }],
          query: [],
          ...(method === "PUT"
            ? { body: { kind: "json", value: { kind: "argument", argument: "value", as: "plain" } } }
            : {}),
        },
      },
    ],
    read: [
      {
        from: "2.0",
        value:
          method === "GET"
            ? {
                from: "json",
                schema: { type: "object", properties: { value: {} } },
                project: {
                  kind: "object",
                  entries: [{ key: "value", value: { kind: "whole", path: ["value"] } }],
                },
              }
            : {
                from: "nothing",
                project: {
                  kind: "object",
                  entries: [{ key: "done", value: { kind: "constant", value: true } }],
                },
              },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
  };
}

/** Names that are words of the language, or imports; one action has steps. */
export const model: ToolModel = {
  name: "manage_kv_store",
  title: "Manage kv store",
  toolset: "kv",
  source: "specs/kv/manage_kv_store.yaml",
  description: "Read and write the key-value store.",
  aliases: [],
  inputSchema: publishedArguments({
    type: "object",
    properties: {
      action: { type: "string", enum: ["get", "list", "delete", "set_new"], default: "get" },
      ...setSchema.properties,
    },
    required: ["namespace", "key"],
    additionalProperties: false,
  }),
  outputSchema: { type: "object", properties: { done: { type: "boolean" } } },
  behaviour: {
    kind: "choice",
    by: "action",
    default: "get",
    actions: [
      { name: "get", behaviour: operation("GET", keySchema) },
      { name: "list", behaviour: operation("GET", keySchema) },
      { name: "delete", behaviour: operation("DELETE", keySchema) },
      {
        name: "set_new",
        behaviour: {
          kind: "composite",
          where: "tenant",
          effect: "destructive",
          idempotent: false,
          lines: ["2.0"],
          inputSchema: setSchema,
          calls: [
            { name: "get", operation: operation("GET", keySchema) },
            { name: "set", operation: operation("PUT", setSchema) },
          ],
          outputSchema: {
            type: "object",
            properties: { done: { type: "boolean" }, value: {} },
            required: ["done"],
          },
        },
      },
    ],
  },
};
