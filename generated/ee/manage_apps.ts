// Generated from specs/ee/manage_apps.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { saving } from "../../runtime/compiled/saving.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const createInput = lazy(() => z.strictObject({ yaml_source: z.string() }));

const createFindInput = lazy(() => z.strictObject({ namespace: z.string().optional() }));
type CreateFindInput = z.output<ReturnType<typeof createFindInput>>;

const createFind = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createFindInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/apps/search`,
    query: {
      ...since(line, {
        "1.0": { namespace: input.namespace },
        "2.0": { "filters[namespace][EQUALS]": input.namespace },
      }),
      size: 100,
      page: 1,
    },
  }),
  read: json(
    () =>
      z.object({
        results: z.array(
          z.object({ uid: z.string().nullish(), id: z.string().nullish(), namespace: z.string().nullish() }),
        ),
      }),
    (answer) => ({
      results: answer.results.map((it) => ({ uid: it.uid, id: it.id, namespace: it.namespace })),
    }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 20 },
} satisfies Operation<CreateFindInput, object>;

const createCreateInput = lazy(() => z.strictObject({ yaml: z.string() }));
type CreateCreateInput = z.output<ReturnType<typeof createCreateInput>>;

const createCreate = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createCreateInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/apps`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
      z.object({
        uid: z.string().nullish(),
        name: z.string().nullish(),
        namespace: z.string().nullish(),
        tags: z.array(z.string()).nullish(),
        disabled: z.boolean().nullish(),
        created: z.string().nullish(),
        updated: z.string().nullish(),
        source: z.string().nullish(),
      }),
    (answer) => ({
      uid: answer.uid,
      name: answer.name,
      namespace: answer.namespace,
      tags: answer.tags,
      disabled: answer.disabled,
      created: answer.created,
      updated: answer.updated,
      source: answer.source,
    }),
  ),
} satisfies Operation<CreateCreateInput, object>;

const createUpdateInput = lazy(() => z.strictObject({ uid: z.string(), yaml: z.string() }));
type CreateUpdateInput = z.output<ReturnType<typeof createUpdateInput>>;

const createUpdate = {
  effect: "write",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createUpdateInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/apps/${input.uid}`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
      z.object({
        uid: z.string().nullish(),
        name: z.string().nullish(),
        namespace: z.string().nullish(),
        tags: z.array(z.string()).nullish(),
        disabled: z.boolean().nullish(),
        created: z.string().nullish(),
        updated: z.string().nullish(),
        source: z.string().nullish(),
      }),
    (answer) => ({
      uid: answer.uid,
      name: answer.name,
      namespace: answer.namespace,
      tags: answer.tags,
      disabled: answer.disabled,
      created: answer.created,
      updated: answer.updated,
      source: answer.source,
    }),
  ),
} satisfies Operation<CreateUpdateInput, object>;

const createCalls = { find: createFind, create: createCreate, update: createUpdate };

const enableInput = lazy(() => z.strictObject({ uid: z.string() }));
type EnableInput = z.output<ReturnType<typeof enableInput>>;

const enable = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: enableInput,
  request: (input) => ({ method: "POST", path: path`/api/v1/{tenant}/apps/${input.uid}/enable` }),
  read: json(
    () =>
      z.object({
        uid: z.string().nullish(),
        id: z.string().nullish(),
        name: z.string().nullish(),
        namespace: z.string().nullish(),
        tags: z.array(z.string()).nullish(),
        type: z.string().nullish(),
        enabled: z.boolean().nullish(),
        created: z.string().nullish(),
        updated: z.string().nullish(),
        flowId: z.string().nullish(),
      }),
    (answer) => ({
      uid: answer.uid,
      id: answer.id,
      name: answer.name,
      namespace: answer.namespace,
      tags: answer.tags,
      type: answer.type,
      enabled: answer.enabled,
      created: answer.created,
      updated: answer.updated,
      flowId: answer.flowId,
    }),
  ),
  advice: { 404: "There is no such app; `search_apps` gives uids." },
} satisfies Operation<EnableInput, object>;

const disableInput = lazy(() => z.strictObject({ uid: z.string() }));
type DisableInput = z.output<ReturnType<typeof disableInput>>;

const disable = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: disableInput,
  request: (input) => ({ method: "POST", path: path`/api/v1/{tenant}/apps/${input.uid}/disable` }),
  read: json(
    () =>
      z.object({
        uid: z.string().nullish(),
        id: z.string().nullish(),
        name: z.string().nullish(),
        namespace: z.string().nullish(),
        tags: z.array(z.string()).nullish(),
        type: z.string().nullish(),
        enabled: z.boolean().nullish(),
        created: z.string().nullish(),
        updated: z.string().nullish(),
        flowId: z.string().nullish(),
      }),
    (answer) => ({
      uid: answer.uid,
      id: answer.id,
      name: answer.name,
      namespace: answer.namespace,
      tags: answer.tags,
      type: answer.type,
      enabled: answer.enabled,
      created: answer.created,
      updated: answer.updated,
      flowId: answer.flowId,
    }),
  ),
  advice: { 404: "There is no such app; `search_apps` gives uids." },
} satisfies Operation<DisableInput, object>;

const deleteActionInput = lazy(() => z.strictObject({ uid: z.string() }));
type DeleteActionInput = z.output<ReturnType<typeof deleteActionInput>>;

const deleteAction = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: deleteActionInput,
  request: (input) => ({ method: "DELETE", path: path`/api/v1/{tenant}/apps/${input.uid}` }),
  read: nothing(() => ({})),
  advice: { 404: "There is no such app; `search_apps` gives uids." },
} satisfies Operation<DeleteActionInput, object>;

export const manageApps: ToolDefinition = {
  name: "manage_apps",
  title: "Manage apps",
  toolset: "ee",
  description:
    "Create an app from its YAML (or update the one of its id and namespace), enable, disable or delete one.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["create", "enable", "disable", "delete"], description: "What to do." },
      yaml_source: { type: "string", description: "The whole app in YAML, with `id` and `namespace`." },
      uid: { type: "string", description: "Uid of the app." },
    },
    required: ["action"],
    additionalProperties: false,
  },
  longTexts: ["yaml_source"],
  outputSchema: {
    type: "object",
    properties: {
      uid: { type: "string" },
      name: { type: "string" },
      namespace: { type: "string" },
      tags: { type: "array", items: { type: "string" } },
      disabled: { type: "boolean" },
      created: { type: "string" },
      updated: { type: "string" },
      source: { type: "string" },
      id: { type: "string" },
      type: { type: "string" },
      enabled: { type: "boolean" },
      flowId: { type: "string" },
    },
  },
  behaviour: {
    by: "action",
    actions: {
      create: {
        effect: "write",
        idempotent: false,
        lines: ["1.0", "1.3", "2.0"],
        edition: "ee",
        input: createInput,
        calls: createCalls,
        steps: saving({
          what: "app",
          yaml: "yaml_source",
          takes: { find: ["namespace"], create: ["yaml"], update: ["uid", "yaml"] },
        }),
        limit: { rows: "tags" },
      },
      enable,
      disable,
      delete: deleteAction,
    },
  },
};
