// Generated from specs/namespace/list_flows_in_namespace.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const listFlowsInNamespaceInput = lazy(() =>
  z.strictObject({ namespace: z.string(), offset: z.number().check(integer).gte(0).default(0) }),
);
type ListFlowsInNamespaceInput = z.output<ReturnType<typeof listFlowsInNamespaceInput>>;

const behaviour = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: listFlowsInNamespaceInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/flows/${input.namespace}` }),
  siblings: {
    "1.0": [
      "/api/v1/{tenant}/flows/distinct-namespaces",
      "/api/v1/{tenant}/flows/search",
      "/api/v1/{tenant}/flows/source",
    ],
    "1.3": [
      "/api/v1/{tenant}/flows/deprecated",
      "/api/v1/{tenant}/flows/distinct-namespaces",
      "/api/v1/{tenant}/flows/search",
      "/api/v1/{tenant}/flows/source",
    ],
  },
  read: json(
    () =>
      z.array(
        z.object({
          id: z.string(),
          namespace: z.string(),
          revision: z.number().check(integer).nullish(),
          description: z.string().nullish(),
          disabled: z.boolean().nullish(),
          labels: z.array(anyObject()).nullish(),
          inputs: z
            .array(
              z.object({
                id: z.string().nullish(),
                type: z.string().nullish(),
                required: z.boolean().nullish(),
              }),
            )
            .nullish(),
          triggers: z
            .array(
              z.object({
                id: z.string().nullish(),
                type: z.string().nullish(),
                disabled: z.boolean().nullish(),
              }),
            )
            .nullish(),
        }),
      ),
    (answer) => ({
      results: answer.map((it) => ({
        id: it.id,
        namespace: it.namespace,
        revision: it.revision,
        description: it.description,
        disabled: it.disabled,
        labels: it.labels,
        inputs: it.inputs?.map((inner) => ({ id: inner.id, type: inner.type, required: inner.required })),
        triggers: it.triggers?.map((inner) => ({ id: inner.id, type: inner.type, disabled: inner.disabled })),
      })),
    }),
  ),
  limit: { rows: "results", offset: "offset" },
} satisfies Operation<ListFlowsInNamespaceInput, object>;

export const listFlowsInNamespace: ToolDefinition = {
  name: "list_flows_in_namespace",
  title: "List flows in namespace",
  toolset: "namespace",
  description: "List the flows of exactly one namespace.",
  inputSchema: {
    type: "object",
    properties: {
      namespace: { type: "string", description: "Namespace, such as company.team." },
      offset: { type: "integer", minimum: 0, description: "Rows to skip.", default: 0 },
    },
    required: ["namespace"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      results: {
        type: "array",
        items: {
          type: "object",
          properties: {
            id: { type: "string" },
            namespace: { type: "string" },
            revision: { type: "integer" },
            description: { type: "string" },
            disabled: { type: "boolean" },
            labels: { type: "array", items: { type: "object", additionalProperties: true } },
            inputs: {
              type: "array",
              items: {
                type: "object",
                properties: {
                  id: { type: "string" },
                  type: { type: "string" },
                  required: { type: "boolean" },
                },
              },
            },
            triggers: {
              type: "array",
              items: {
                type: "object",
                properties: {
                  id: { type: "string" },
                  type: { type: "string" },
                  disabled: { type: "boolean" },
                },
              },
            },
          },
          required: ["id", "namespace"],
        },
      },
    },
    required: ["results"],
  },
  behaviour,
};
