// Generated from specs/flow/generate_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { saving } from "../../runtime/compiled/saving.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const generateFlowInput = lazy(() =>
  z.strictObject({
    user_prompt: z.string(),
    flow_yaml: z.string().default(""),
    namespace: z.string().default(""),
    provider_id: z.string().default(""),
    auto_create: z.boolean().default(false),
  }),
);

const generateInput = lazy(() =>
  z.strictObject({
    user_prompt: z.string(),
    flow_yaml: z.string().optional(),
    namespace: z.string().optional(),
    provider_id: z.string().optional(),
  }),
);
type GenerateInput = z.output<ReturnType<typeof generateInput>>;

const generate = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: generateInput,
  request: (input, { line, uuid }) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/ai/generate/flow`,
    body: since(line, {
      "1.0": {
        kind: "json",
        value: {
          userPrompt: input.user_prompt,
          flowYaml: input.flow_yaml || undefined,
          conversationId: uuid(),
        },
      },
      "1.3": {
        kind: "json",
        value: {
          userPrompt: input.user_prompt,
          yaml: input.flow_yaml || undefined,
          namespace: input.namespace || undefined,
          providerId: input.provider_id || undefined,
          conversationId: uuid(),
        },
      },
    }),
  }),
  read: text((answer) => ({ result: answer })),
  advice: {
    404: "Kestra generates only with an AI provider in its configuration (`kestra.ai`): without one, write the YAML yourself.",
    500: "Kestra generates only with an AI provider in its configuration (`kestra.ai`): without one, write the YAML yourself.",
    503: "Kestra generates only with an AI provider in its configuration (`kestra.ai`): without one, write the YAML yourself.",
  },
  limit: { text: "result" },
  slow: true,
} satisfies Operation<GenerateInput, object>;

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
        disabled: z.boolean().nullish(),
        deleted: z.boolean().nullish(),
        triggers: z.array(anyObject()).nullish(),
        source: z.string().nullish(),
      }),
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      revision: answer.revision,
      disabled: answer.disabled,
      deleted: answer.deleted,
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
        disabled: z.boolean().nullish(),
        deleted: z.boolean().nullish(),
        triggers: z.array(anyObject()).nullish(),
        source: z.string().nullish(),
      }),
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      revision: answer.revision,
      disabled: answer.disabled,
      deleted: answer.deleted,
      triggers: answer.triggers,
      source: answer.source,
    }),
  ),
} satisfies Operation<UpdateInput, object>;

const calls = { generate, find, validate, create, update };

export const generateFlow: ToolDefinition = {
  name: "generate_flow",
  title: "Generate flow",
  toolset: "flow",
  description:
    "Let Kestra's AI Copilot write a flow from a description, or change one. Needs an AI provider in Kestra's configuration.",
  inputSchema: {
    type: "object",
    properties: {
      user_prompt: { type: "string", description: "What the flow should do." },
      flow_yaml: { type: "string", description: "YAML of a flow to change.", default: "" },
      namespace: { type: "string", description: "Namespace for the flow.", default: "" },
      provider_id: {
        type: "string",
        description: "AI provider to ask; empty means the instance's default.",
        default: "",
      },
      auto_create: {
        type: "boolean",
        description: "Create or update the flow in Kestra at once.",
        default: false,
      },
    },
    required: ["user_prompt"],
    additionalProperties: false,
  },
  longTexts: ["user_prompt", "flow_yaml"],
  outputSchema: {
    type: "object",
    properties: {
      result: { type: "string" },
      warning: { type: "string" },
      id: { type: "string" },
      namespace: { type: "string" },
      revision: { type: "integer" },
      disabled: { type: "boolean" },
      deleted: { type: "boolean" },
      triggers: { type: "array", items: { type: "object", additionalProperties: true } },
      source: { type: "string" },
    },
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: generateFlowInput,
    calls,
    steps: saving({
      what: "flow",
      when: "auto_create",
      takes: {
        generate: ["user_prompt", "flow_yaml", "namespace", "provider_id"],
        find: ["namespace", "id"],
        validate: ["yaml"],
        create: ["yaml"],
        update: ["namespace", "id", "yaml"],
      },
    }),
    limit: { rows: "triggers" },
  },
};
