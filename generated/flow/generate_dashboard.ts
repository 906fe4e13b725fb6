// Generated from specs/flow/generate_dashboard.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { outcomeOf, verdictOn, withWarnings } from "../../runtime/compiled/upsert.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const generateDashboard: Tool = {
  name: "generate_dashboard",
  toolset: "flow",
  longTexts: ["user_prompt", "dashboard_yaml"],
  behaviour: composite({
    where: "tenant",
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
        where: "tenant",
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
        where: { yaml: "yaml" },
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
        where: "tenant",
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
