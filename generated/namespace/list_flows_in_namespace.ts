// Generated from specs/namespace/list_flows_in_namespace.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { ToolDefinition } from "../../runtime/tool/definition.ts";

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
  behaviour: operation({
    method: "GET",
    effect: "read",
    input: () =>
      z.strictObject({ namespace: z.string(), offset: z.number().check(integer).gte(0).default(0) }),
    request: (input) => ({ path: path`/api/v1/{tenant}/flows/${input.namespace}` }),
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
      (answer) => ({ results: answer }),
    ),
    limit: { rows: "results", offset: "offset" },
  }),
};
