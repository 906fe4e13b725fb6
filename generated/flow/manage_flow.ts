// Generated from specs/flow/manage_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { dependencyText } from "../../runtime/compiled/dependency-graph.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const enableInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type EnableInput = z.output<ReturnType<typeof enableInput>>;

const enable = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: enableInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/flows/enable/by-ids`,
    body: { kind: "json", value: [{ namespace: input.namespace, id: input.flow_id }] },
  }),
  read: json(
    () => z.object({ count: z.number().check(integer).nullish() }),
    (answer) => ({ count: answer.count }),
  ),
  advice: {
    404: "No such flow. Find it with `find_flow`; of a deleted one action list_revisions shows the YAML.",
  },
} satisfies Operation<EnableInput, object>;

const disableInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type DisableInput = z.output<ReturnType<typeof disableInput>>;

const disable = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: disableInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/flows/disable/by-ids`,
    body: { kind: "json", value: [{ namespace: input.namespace, id: input.flow_id }] },
  }),
  read: json(
    () => z.object({ count: z.number().check(integer).nullish() }),
    (answer) => ({ count: answer.count }),
  ),
  advice: {
    404: "No such flow. Find it with `find_flow`; of a deleted one action list_revisions shows the YAML.",
  },
} satisfies Operation<DisableInput, object>;

const listRevisionsInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    flow_id: z.string(),
    offset: z.number().check(integer).gte(0).default(0),
  }),
);
type ListRevisionsInput = z.output<ReturnType<typeof listRevisionsInput>>;

const listRevisions = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: listRevisionsInput,
  request: (input) => ({
    method: "GET",
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
    (answer) => ({
      results: answer.map((it) => ({
        id: it.id,
        namespace: it.namespace,
        revision: it.revision,
        description: it.description,
        disabled: it.disabled,
        deleted: it.deleted,
        source: it.source,
        updated: it.updated,
      })),
    }),
  ),
  limit: { rows: "results", offset: "offset" },
  bare: "results",
} satisfies Operation<ListRevisionsInput, object>;

const listDependenciesInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type ListDependenciesInput = z.output<ReturnType<typeof listDependenciesInput>>;

const listDependencies = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: listDependenciesInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}/dependencies`,
  }),
  read: json(
    () =>
      z.object({
        nodes: z
          .array(z.object({ uid: z.string(), id: z.string().nullish(), namespace: z.string().nullish() }))
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
    (answer) => ({
      result: dependencyText(
        {
          nodes: answer.nodes?.map((it) => ({ uid: it.uid, id: it.id, namespace: it.namespace })),
          edges: answer.edges?.map((it) => ({ source: it.source, target: it.target, relation: it.relation })),
        },
        "flow",
      ),
    }),
  ),
  limit: { text: "result" },
} satisfies Operation<ListDependenciesInput, object>;

const getYamlInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    flow_id: z.string(),
    offset: z.number().check(integer).gte(0).default(0),
  }),
);
type GetYamlInput = z.output<ReturnType<typeof getYamlInput>>;

const getYaml = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: getYamlInput,
  request: (input) => ({
    method: "GET",
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
} satisfies Operation<GetYamlInput, object>;

const deleteActionInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type DeleteActionInput = z.output<ReturnType<typeof deleteActionInput>>;

const deleteAction = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: deleteActionInput,
  request: (input) => ({
    method: "DELETE",
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
  }),
  siblings: ["/api/v1/{tenant}/flows/delete/by-ids", "/api/v1/{tenant}/flows/delete/by-query"],
  read: nothing(() => ({})),
  advice: {
    404: "No such flow. Find it with `find_flow`; of a deleted one action list_revisions shows the YAML.",
  },
} satisfies Operation<DeleteActionInput, object>;

export const manageFlow: ToolDefinition = {
  name: "manage_flow",
  title: "Manage flow",
  toolset: "flow",
  description:
    "Enable, disable or delete a flow, or read its YAML, its revisions, or the flows it depends on and that depend on it.",
  inputSchema: {
    type: "object",
    properties: {
      action: {
        type: "string",
        enum: ["enable", "disable", "list_revisions", "list_dependencies", "get_yaml", "delete"],
        description: "What to do.",
      },
      namespace: { type: "string", description: "Namespace, such as company.team." },
      flow_id: { type: "string", description: "Id of the flow." },
      offset: {
        type: "integer",
        minimum: 0,
        description: "Skip so many revisions, or characters of the YAML, to read on after a cut answer.",
        default: 0,
      },
    },
    required: ["action", "namespace", "flow_id"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      count: { type: "integer" },
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
            deleted: { type: "boolean" },
            source: { type: "string" },
            updated: { type: "string" },
          },
          required: ["id", "namespace"],
        },
      },
      result: { type: "string" },
    },
  },
  behaviour: {
    by: "action",
    actions: {
      enable,
      disable,
      list_revisions: listRevisions,
      list_dependencies: listDependencies,
      get_yaml: getYaml,
      delete: deleteAction,
    },
  },
};
