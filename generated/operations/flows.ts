// Generated from specs/operations/flows.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { withStart } from "../../specs/functions/saved-flow.ts";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";

const createdFlowRead = json(
  () =>
    z.object({
      id: z.string(),
      namespace: z.string(),
      revision: z.number().check(integer).nullish(),
      description: z.string().nullish(),
      disabled: z.boolean().nullish(),
      deleted: z.boolean().nullish(),
      labels: z.array(anyObject()).nullish(),
      inputs: z.array(anyObject()).nullish(),
      triggers: z.array(anyObject()).nullish(),
      source: z.string().nullish(),
    }),
  (answer) =>
    withStart(answer) satisfies {
      readonly id: string;
      readonly namespace: string;
      readonly revision?: number | null | undefined;
      readonly description?: string | null | undefined;
      readonly disabled?: boolean | null | undefined;
      readonly deleted?: boolean | null | undefined;
      readonly labels?: readonly object[] | null | undefined;
      readonly inputs?: readonly object[] | null | undefined;
      readonly triggers?: readonly object[] | null | undefined;
      readonly source?: string | null | undefined;
      readonly message?: string | null | undefined;
    },
);

export const checkedFlow = operation({
  method: "POST",
  effect: "read",
  where: { yaml: "yaml" },
  input: () => z.strictObject({ yaml: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/flows/validate`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
      z.array(
        z.object({
          constraints: z.string().nullish(),
          warnings: z.array(z.string()).nullish(),
          deprecationPaths: z.array(z.string()).nullish(),
          infos: z.array(z.string()).nullish(),
          outdated: z.boolean().nullish(),
        }),
      ),
    (answer) => ({ verdicts: answer }),
  ),
  limit: { rows: "verdicts" },
});

export const createdFlow = operation({
  method: "POST",
  effect: "write",
  where: { yaml: "yaml" },
  input: () => z.strictObject({ yaml: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/flows`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: createdFlowRead,
  advice: { 422: "`validate_flow` says what a wrong type or property may have meant." },
  limit: { rows: "labels" },
});

export const deployedFlow = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), id: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.id}`,
    query: { source: true },
  }),
  siblings: ["/api/v1/{tenant}/flows/export/by-query"],
  read: json(() => z.object({ revision: z.number().check(integer).nullish(), source: z.string().nullish() })),
  on: { 404: nothing(() => ({})) },
});

export const flowDefinition = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () =>
    z.strictObject({
      namespace: z.string(),
      flow_id: z.string(),
      revision: z.number().check(integer).optional(),
    }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
    query: { revision: input.revision || undefined, allowDeleted: true },
  }),
  siblings: ["/api/v1/{tenant}/flows/export/by-query"],
  read: json(() =>
    z.object({
      revision: z.number().check(integer).nullish(),
      tasks: z.array(anyObject()).nullish(),
      errors: z.array(anyObject()).nullish(),
      finally: z.array(anyObject()).nullish(),
    }),
  ),
  advice: { 404: "No such flow, or no such revision. `manage_flow` lists its revisions." },
});

export const flowDependencies = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}/dependencies`,
  }),
  read: json(() =>
    z.object({
      nodes: z
        .array(
          z.object({ uid: z.string().nullish(), id: z.string().nullish(), namespace: z.string().nullish() }),
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
  ),
  limit: { rows: "nodes" },
});

export const flowExists = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.id}` }),
  siblings: ["/api/v1/{tenant}/flows/export/by-query"],
  read: nothing(() => ({ exists: true })),
  on: { 404: nothing(() => ({ exists: false })) },
});

export const flowRevisions = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}/revisions` }),
  read: json(
    () =>
      z.array(
        z.object({
          revision: z.number().check(integer).nullish(),
          disabled: z.boolean().nullish(),
          deleted: z.boolean().nullish(),
          source: z.string().nullish(),
          updated: z.string().nullish(),
        }),
      ),
    (answer) => ({ results: answer }),
  ),
  limit: { rows: "results" },
});

export const flowTraces = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
    query: { allowDeleted: true },
  }),
  siblings: ["/api/v1/{tenant}/flows/export/by-query"],
  read: json(() =>
    z.object({ deleted: z.boolean().nullish(), revision: z.number().check(integer).nullish() }),
  ),
  on: { 404: nothing(() => ({})) },
});

export const updatedFlow = operation({
  method: "PUT",
  effect: "write",
  where: { namespaces: ["namespace"], yaml: "yaml" },
  input: () => z.strictObject({ namespace: z.string(), id: z.string(), yaml: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.id}`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: createdFlowRead,
  advice: { 422: "`validate_flow` says what a wrong type or property may have meant." },
  limit: { rows: "labels" },
});
