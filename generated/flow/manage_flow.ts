// Generated from specs/flow/manage_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { drawnOfFlow } from "../../specs/functions/dependency-graph.ts";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const manageFlow: Tool = {
  name: "manage_flow",
  toolset: "flow",
  within: { flow_id: "namespace" },
  behaviour: {
    by: "action",
    actions: {
      enable: operation({
        method: "POST",
        effect: "write",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows/enable/by-ids`,
          body: { kind: "json", value: [{ namespace: input.namespace, id: input.flow_id }] },
        }),
        read: json(() => z.object({ count: z.number().check(integer).nullish() })),
        advice: {
          404: "No such flow. Find it with `find_flow`; of a deleted one action list_revisions shows the YAML.",
        },
      }),
      disable: operation({
        method: "POST",
        effect: "write",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows/disable/by-ids`,
          body: { kind: "json", value: [{ namespace: input.namespace, id: input.flow_id }] },
        }),
        read: json(() => z.object({ count: z.number().check(integer).nullish() })),
        advice: {
          404: "No such flow. Find it with `find_flow`; of a deleted one action list_revisions shows the YAML.",
        },
      }),
      list_revisions: operation({
        method: "GET",
        effect: "read",
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({
            namespace: z.string(),
            flow_id: z.string(),
            offset: z.number().check(integer).gte(0).default(0),
          }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}/revisions`,
        }),
        read: json(
          () =>
            z.array(
              z.object({
                id: z.string(),
                namespace: z.string(),
                revision: z.number().check(integer).nullish(),
                description: z.string().nullish(),
                disabled: z.boolean().nullish(),
                deleted: z.boolean().nullish(),
                source: z.string().nullish(),
                updated: z.string().nullish(),
              }),
            ),
          (answer) => ({ results: answer }),
        ),
        limit: { rows: "results", offset: "offset" },
        bare: "results",
      }),
      list_dependencies: operation({
        method: "GET",
        effect: "read",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}/dependencies`,
        }),
        read: json(
          () =>
            z.object({
              nodes: z
                .array(
                  z.object({ uid: z.string(), id: z.string().nullish(), namespace: z.string().nullish() }),
                )
                .nullish(),
              edges: z
                .array(
                  z.object({
                    source: z.string().nullish(),
                    target: z.string().nullish(),
                    relation: z.string().nullish(),
                  }),
                )
                .nullish(),
            }),
          (answer) => drawnOfFlow(answer) satisfies { readonly result: string },
        ),
        limit: { text: "result" },
      }),
      get_yaml: operation({
        method: "GET",
        effect: "read",
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({
            namespace: z.string(),
            flow_id: z.string(),
            offset: z.number().check(integer).gte(0).default(0),
          }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
          query: { source: true },
        }),
        siblings: ["/api/v1/{tenant}/flows/export/by-query"],
        read: json(
          () => z.object({ source: z.string().nullish() }),
          (answer) => ({ result: answer.source }),
        ),
        advice: {
          404: "No such flow. Find it with `find_flow`; of a deleted one action list_revisions shows the YAML.",
        },
        limit: { text: "result", offset: "offset" },
      }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}` }),
        siblings: ["/api/v1/{tenant}/flows/delete/by-ids", "/api/v1/{tenant}/flows/delete/by-query"],
        read: nothing(() => ({})),
        advice: {
          404: "No such flow. Find it with `find_flow`; of a deleted one action list_revisions shows the YAML.",
        },
        ours: true,
      }),
    },
  },
};
