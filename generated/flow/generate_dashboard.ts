// Generated from specs/flow/generate_dashboard.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { outcomeOf, verdictOn, withWarnings } from "../../runtime/compiled/upsert.ts";
import { say } from "../../runtime/text/said.ts";
import type { ToolDefinition } from "../../runtime/tool/definition.ts";

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
  behaviour: composite({
    input: () =>
      z.strictObject({
        user_prompt: z.string(),
        dashboard_yaml: z.string().default(""),
        provider_id: z.string().default(""),
        auto_create: z.boolean().default(false),
      }),
    calls: {
      generate: operation({
        method: "POST",
        effect: "write",
        lines: ["1.3", "2.0"],
        input: () =>
          z.strictObject({
            user_prompt: z.string(),
            dashboard_yaml: z.string().optional(),
            provider_id: z.string().optional(),
          }),
        request: (input, { uuid }) => ({
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
      }),
      validate: operation({
        method: "POST",
        effect: "read",
        lines: ["1.3", "2.0"],
        input: () => z.strictObject({ yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/dashboards/validate`,
          body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
        }),
        read: json(() =>
          z.object({
            constraints: z.string().nullish(),
            warnings: z.array(z.string()).nullish(),
            deprecationPaths: z.array(z.string()).nullish(),
            infos: z.array(z.string()).nullish(),
          }),
        ),
      }),
      create: operation({
        method: "POST",
        effect: "write",
        lines: ["1.3", "2.0"],
        input: () => z.strictObject({ yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/dashboards`,
          body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
        }),
        read: json(() =>
          z.object({
            id: z.string(),
            title: z.string().nullish(),
            description: z.string().nullish(),
            created: z.string().nullish(),
            updated: z.string().nullish(),
            sourceCode: z.string().nullish(),
          }),
        ),
      }),
    },
    steps: async ({ user_prompt, dashboard_yaml, provider_id, auto_create }, kestra, { mask }) => {
      const { result: yaml } = await kestra.generate({ user_prompt, dashboard_yaml, provider_id });
      if (!auto_create) return { result: yaml };
      try {
        const { faults, warnings } = await verdictOn(() => kestra.validate({ yaml }));
        return withWarnings(await kestra.create({ yaml }), [...faults, ...warnings]);
      } catch (error) {
        const warning = say`The dashboard was generated ${outcomeOf(error)}`;
        return { result: yaml, warning: warning.masked(mask) };
      }
    },
    limit: { text: "result" },
  }),
};
