// Generated from specs/ee/generate_test.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { saving } from "../../runtime/compiled/saving.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const generateTestInput = lazy(() =>
  z.strictObject({
    user_prompt: z.string(),
    test_yaml: z.string().default(""),
    provider_id: z.string().default(""),
    auto_create: z.boolean().default(false),
  }),
);

const generateInput = lazy(() =>
  z.strictObject({
    user_prompt: z.string(),
    test_yaml: z.string().optional(),
    provider_id: z.string().optional(),
  }),
);
type GenerateInput = z.output<ReturnType<typeof generateInput>>;

const generate = {
  effect: "write",
  idempotent: false,
  lines: ["1.3", "2.0"],
  edition: "ee",
  input: generateInput,
  request: (input, { uuid }) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/ai/generate/test`,
    body: {
      kind: "json",
      value: {
        userPrompt: input.user_prompt,
        yaml: input.test_yaml || undefined,
        providerId: input.provider_id || undefined,
        conversationId: uuid(),
      },
    },
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
  lines: ["1.3", "2.0"],
  edition: "ee",
  input: findInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id}` }),
  siblings: ["/api/v1/{tenant}/tests/results/search", "/api/v1/{tenant}/tests/results/{id}"],
  read: nothing(() => ({ exists: true })),
  on: { 404: nothing(() => ({ exists: false })) },
} satisfies Operation<FindInput, object>;

const validateInput = lazy(() => z.strictObject({ yaml: z.string() }));
type ValidateInput = z.output<ReturnType<typeof validateInput>>;

const validate = {
  effect: "read",
  idempotent: false,
  lines: ["1.3", "2.0"],
  edition: "ee",
  input: validateInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/tests/validate`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
      z.object({
        constraints: z.string().nullish(),
        warnings: z.array(z.string()).nullish(),
        deprecationPaths: z.array(z.string()).nullish(),
        infos: z.array(z.string()).nullish(),
      }),
    (answer) => ({
      constraints: answer.constraints,
      warnings: answer.warnings,
      deprecationPaths: answer.deprecationPaths,
      infos: answer.infos,
    }),
  ),
} satisfies Operation<ValidateInput, object>;

const createInput = lazy(() => z.strictObject({ yaml: z.string() }));
type CreateInput = z.output<ReturnType<typeof createInput>>;

const create = {
  effect: "write",
  idempotent: false,
  lines: ["1.3", "2.0"],
  edition: "ee",
  input: createInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/tests`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
      z.object({
        id: z.string(),
        namespace: z.string(),
        flowId: z.string(),
        description: z.string().nullish(),
        disabled: z.boolean().nullish(),
        deleted: z.boolean().nullish(),
        testCases: z.array(anyObject()),
        source: z.string().nullish(),
      }),
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      description: answer.description,
      disabled: answer.disabled,
      deleted: answer.deleted,
      testCases: answer.testCases,
      source: answer.source,
    }),
  ),
} satisfies Operation<CreateInput, object>;

const updateInput = lazy(() => z.strictObject({ namespace: z.string(), id: z.string(), yaml: z.string() }));
type UpdateInput = z.output<ReturnType<typeof updateInput>>;

const update = {
  effect: "write",
  idempotent: true,
  lines: ["1.3", "2.0"],
  edition: "ee",
  input: updateInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id}`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
      z.object({
        id: z.string(),
        namespace: z.string(),
        flowId: z.string(),
        description: z.string().nullish(),
        disabled: z.boolean().nullish(),
        deleted: z.boolean().nullish(),
        testCases: z.array(anyObject()),
        source: z.string().nullish(),
      }),
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      description: answer.description,
      disabled: answer.disabled,
      deleted: answer.deleted,
      testCases: answer.testCases,
      source: answer.source,
    }),
  ),
} satisfies Operation<UpdateInput, object>;

const calls = { generate, find, validate, create, update };

export const generateTest: ToolDefinition = {
  name: "generate_test",
  title: "Generate test",
  toolset: "ee",
  description:
    "Let Kestra's AI Copilot write a test suite from a description, or change one. Needs an AI provider in Kestra's configuration, from Kestra 1.3 on.",
  inputSchema: {
    type: "object",
    properties: {
      user_prompt: { type: "string", description: "What the test suite should check." },
      test_yaml: { type: "string", description: "YAML of a test suite to change.", default: "" },
      provider_id: {
        type: "string",
        description: "AI provider to ask; empty means the instance's default.",
        default: "",
      },
      auto_create: {
        type: "boolean",
        description: "Create or update the test suite in Kestra at once.",
        default: false,
      },
    },
    required: ["user_prompt"],
    additionalProperties: false,
  },
  longTexts: ["user_prompt", "test_yaml"],
  outputSchema: {
    type: "object",
    properties: {
      result: { type: "string" },
      warning: { type: "string" },
      id: { type: "string" },
      namespace: { type: "string" },
      flowId: { type: "string" },
      description: { type: "string" },
      disabled: { type: "boolean" },
      deleted: { type: "boolean" },
      testCases: { type: "array", items: { type: "object", additionalProperties: true } },
      source: { type: "string" },
    },
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.3", "2.0"],
    edition: "ee",
    input: generateTestInput,
    calls,
    steps: saving({
      what: "test suite",
      when: "auto_create",
      takes: {
        generate: ["user_prompt", "test_yaml", "provider_id"],
        find: ["namespace", "id"],
        validate: ["yaml"],
        create: ["yaml"],
        update: ["namespace", "id", "yaml"],
      },
    }),
    limit: { rows: "testCases" },
  },
};
