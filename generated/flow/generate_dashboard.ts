// Generated from specs/flow/generate_dashboard.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { saving } from "../../runtime/compiled/saving.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const generateDashboardInput = lazy(() =>
  z.strictObject({
    user_prompt: z.string(),
    dashboard_yaml: z.string().default(""),
    provider_id: z.string().default(""),
    auto_create: z.boolean().default(false),
  }),
);

const generateInput = lazy(() =>
  z.strictObject({
    user_prompt: z.string(),
    dashboard_yaml: z.string().optional(),
    provider_id: z.string().optional(),
  }),
);
type GenerateInput = z.output<ReturnType<typeof generateInput>>;

const generate = {
  effect: "write",
  idempotent: false,
  lines: ["1.3", "2.0"],
  input: generateInput,
  request: (input, { uuid }) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/ai/generate/dashboard`,
    body: {
      kind: "json",
      value: {
        userPrompt: input.user_prompt,
        yaml: input.dashboard_yaml || undefined,
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

const validateInput = lazy(() => z.strictObject({ yaml: z.string() }));
type ValidateInput = z.output<ReturnType<typeof validateInput>>;

const validate = {
  effect: "read",
  idempotent: false,
  lines: ["1.3", "2.0"],
  input: validateInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/dashboards/validate`,
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
  input: createInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/dashboards`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
      z.object({
        id: z.string(),
        title: z.string().nullish(),
        description: z.string().nullish(),
        created: z.string().nullish(),
        updated: z.string().nullish(),
        sourceCode: z.string().nullish(),
      }),
    (answer) => ({
      id: answer.id,
      title: answer.title,
      description: answer.description,
      created: answer.created,
      updated: answer.updated,
      sourceCode: answer.sourceCode,
    }),
  ),
} satisfies Operation<CreateInput, object>;

const calls = { generate, validate, create };

export const generateDashboard: ToolDefinition = {
  name: "generate_dashboard",
  title: "Generate dashboard",
  toolset: "flow",
  description:
    "Let Kestra's AI Copilot write a dashboard from a description, or change one. Needs an AI provider in Kestra's configuration, from Kestra 1.3 on.",
  inputSchema: {
    type: "object",
    properties: {
      user_prompt: { type: "string", description: "What the dashboard should show." },
      dashboard_yaml: { type: "string", description: "YAML of a dashboard to change.", default: "" },
      provider_id: {
        type: "string",
        description: "AI provider to ask; empty means the instance's default.",
        default: "",
      },
      auto_create: {
        type: "boolean",
        description: "Create the dashboard in Kestra at once.",
        default: false,
      },
    },
    required: ["user_prompt"],
    additionalProperties: false,
  },
  longTexts: ["user_prompt", "dashboard_yaml"],
  outputSchema: {
    type: "object",
    properties: {
      result: { type: "string" },
      warning: { type: "string" },
      id: { type: "string" },
      title: { type: "string" },
      description: { type: "string" },
      created: { type: "string" },
      updated: { type: "string" },
      sourceCode: { type: "string" },
    },
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.3", "2.0"],
    input: generateDashboardInput,
    calls,
    steps: saving({
      what: "dashboard",
      when: "auto_create",
      takes: {
        generate: ["user_prompt", "dashboard_yaml", "provider_id"],
        validate: ["yaml"],
        create: ["yaml"],
      },
    }),
    limit: { text: "result" },
  },
};
