// Generated from specs/flow/create_flow_from_yaml.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { saving } from "../../runtime/compiled/saving.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const createFlowFromYamlInput = lazy(() => z.strictObject({ yaml_definition: z.string() }));

const findInput = lazy(() => z.strictObject({ namespace: z.string(), id: z.string() }));
type FindInput = z.output<ReturnType<typeof findInput>>;

const find = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: findInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.id}` }),
  siblings: ["/api/v1/{tenant}/flows/export/by-query"],
  read: nothing(() => ({ exists: true })),
  on: { 404: nothing(() => ({ exists: false })) },
} satisfies Operation<FindInput, object>;

const validateInput = lazy(() => z.strictObject({ yaml: z.string() }));
type ValidateInput = z.output<ReturnType<typeof validateInput>>;

const validate = {
  effect: "read",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: validateInput,
  request: (input) => ({
    method: "POST",
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
        }),
      ),
    (answer) => ({
      verdicts: answer.map((it) => ({
        constraints: it.constraints,
        warnings: it.warnings,
        deprecationPaths: it.deprecationPaths,
        infos: it.infos,
      })),
    }),
  ),
  limit: { rows: "verdicts" },
} satisfies Operation<ValidateInput, object>;

const createInput = lazy(() => z.strictObject({ yaml: z.string() }));
type CreateInput = z.output<ReturnType<typeof createInput>>;

const create = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: createInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/flows`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      revision: answer.revision,
      description: answer.description,
      disabled: answer.disabled,
      deleted: answer.deleted,
      labels: answer.labels,
      inputs: answer.inputs,
      triggers: answer.triggers,
      source: answer.source,
    }),
  ),
} satisfies Operation<CreateInput, object>;

const updateInput = lazy(() => z.strictObject({ namespace: z.string(), id: z.string(), yaml: z.string() }));
type UpdateInput = z.output<ReturnType<typeof updateInput>>;

const update = {
  effect: "write",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: updateInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.id}`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      revision: answer.revision,
      description: answer.description,
      disabled: answer.disabled,
      deleted: answer.deleted,
      labels: answer.labels,
      inputs: answer.inputs,
      triggers: answer.triggers,
      source: answer.source,
    }),
  ),
} satisfies Operation<UpdateInput, object>;

const calls = { find, validate, create, update };

export const createFlowFromYaml: ToolDefinition = {
  name: "create_flow_from_yaml",
  title: "Create flow from yaml",
  toolset: "flow",
  description:
    "Create a flow from its YAML, or update it where a flow of this id and namespace exists. Kestra checks the definition first: where it is not valid, the error says why and nothing is saved; deprecations come as `warning`.",
  inputSchema: {
    type: "object",
    properties: {
      yaml_definition: {
        type: "string",
        description: "The whole flow in YAML, with `id`, `namespace` and `tasks`.",
      },
    },
    required: ["yaml_definition"],
    additionalProperties: false,
  },
  longTexts: ["yaml_definition"],
  outputSchema: {
    type: "object",
    properties: {
      id: { type: "string" },
      namespace: { type: "string" },
      revision: { type: "integer" },
      description: { type: "string" },
      disabled: { type: "boolean" },
      deleted: { type: "boolean" },
      labels: { type: "array", items: { type: "object", additionalProperties: true } },
      inputs: { type: "array", items: { type: "object", additionalProperties: true } },
      triggers: { type: "array", items: { type: "object", additionalProperties: true } },
      source: { type: "string" },
      warning: { type: "string" },
    },
    required: ["id", "namespace"],
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: createFlowFromYamlInput,
    calls,
    steps: saving({
      what: "flow",
      yaml: "yaml_definition",
      takes: {
        find: ["namespace", "id"],
        validate: ["yaml"],
        create: ["yaml"],
        update: ["namespace", "id", "yaml"],
      },
    }),
    limit: { rows: "labels", rest: "`manage_flow` get_yaml reads the whole source." },
  },
};
