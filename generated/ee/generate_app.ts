// Generated from specs/ee/generate_app.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { saving } from "../../runtime/compiled/saving.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const generateAppInput = lazy(() =>
  z.strictObject({
    user_prompt: z.string(),
    app_yaml: z.string().default(""),
    provider_id: z.string().default(""),
    auto_create: z.boolean().default(false),
  }),
);

const generateInput = lazy(() =>
  z.strictObject({
    user_prompt: z.string(),
    app_yaml: z.string().optional(),
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
    path: path`/api/v1/{tenant}/ai/generate/app`,
    body: {
      kind: "json",
      value: {
        userPrompt: input.user_prompt,
        yaml: input.app_yaml || undefined,
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

const findInput = lazy(() => z.strictObject({ namespace: z.string().optional() }));
type FindInput = z.output<ReturnType<typeof findInput>>;

const find = {
  effect: "read",
  idempotent: true,
  lines: ["1.3", "2.0"],
  edition: "ee",
  input: findInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/apps/search`,
    query: {
      ...since(line, {
        "1.3": { namespace: input.namespace },
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
} satisfies Operation<FindInput, object>;

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
} satisfies Operation<CreateInput, object>;

const updateInput = lazy(() => z.strictObject({ uid: z.string(), yaml: z.string() }));
type UpdateInput = z.output<ReturnType<typeof updateInput>>;

const update = {
  effect: "write",
  idempotent: true,
  lines: ["1.3", "2.0"],
  edition: "ee",
  input: updateInput,
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
} satisfies Operation<UpdateInput, object>;

const calls = { generate, find, create, update };

export const generateApp: ToolDefinition = {
  name: "generate_app",
  title: "Generate app",
  toolset: "ee",
  description:
    "Let Kestra's AI Copilot write an app from a description, or change one. Needs an AI provider in Kestra's configuration, from Kestra 1.3 on.",
  inputSchema: {
    type: "object",
    properties: {
      user_prompt: { type: "string", description: "What the app should do." },
      app_yaml: { type: "string", description: "YAML of an app to change.", default: "" },
      provider_id: {
        type: "string",
        description: "AI provider to ask; empty means the instance's default.",
        default: "",
      },
      auto_create: {
        type: "boolean",
        description: "Create or update the app in Kestra at once.",
        default: false,
      },
    },
    required: ["user_prompt"],
    additionalProperties: false,
  },
  longTexts: ["user_prompt", "app_yaml"],
  outputSchema: {
    type: "object",
    properties: {
      result: { type: "string" },
      warning: { type: "string" },
      uid: { type: "string" },
      name: { type: "string" },
      namespace: { type: "string" },
      tags: { type: "array", items: { type: "string" } },
      disabled: { type: "boolean" },
      created: { type: "string" },
      updated: { type: "string" },
      source: { type: "string" },
    },
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.3", "2.0"],
    edition: "ee",
    input: generateAppInput,
    calls,
    steps: saving({
      what: "app",
      when: "auto_create",
      takes: {
        generate: ["user_prompt", "app_yaml", "provider_id"],
        find: ["namespace"],
        create: ["yaml"],
        update: ["uid", "yaml"],
      },
    }),
    limit: { rows: "tags" },
  },
};
