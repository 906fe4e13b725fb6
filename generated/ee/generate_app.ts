// Generated from specs/ee/generate_app.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { outcomeOf } from "../../runtime/compiled/upsert.ts";
import { forRelease } from "../../runtime/per-line.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { yamlKey } from "../../runtime/yaml/key.ts";

export const generateApp: Tool = {
  name: "generate_app",
  toolset: "ee",
  longTexts: ["user_prompt", "app_yaml"],
  behaviour: composite({
    where: { made: true },
    input: () =>
      z.strictObject({
        user_prompt: z.string(),
        app_yaml: z.string().default(""),
        provider_id: z.string().default(""),
        auto_create: z.boolean().default(false),
      }),
    calls: {
      generate: operation({
        method: "POST",
        effect: "write",
        lines: ["1.3", "2.0"],
        edition: "ee",
        where: "tenant",
        input: () =>
          z.strictObject({
            user_prompt: z.string(),
            app_yaml: z.string().optional(),
            provider_id: z.string().optional(),
          }),
        request: (input, { uuid }) => ({
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
      }),
      find: operation({
        method: "GET",
        effect: "read",
        lines: ["1.3", "2.0"],
        edition: "ee",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string().optional() }),
        request: (input, { line }) => ({
          path: path`/api/v1/{tenant}/apps/search`,
          query: {
            ...forRelease(line, {
              "1.3": { namespace: input.namespace },
              "2.0": { "filters[namespace][EQUALS]": input.namespace },
            }),
            size: 100,
            page: 1,
          },
        }),
        read: json(() =>
          z.object({
            results: z.array(
              z.object({
                uid: z.string().nullish(),
                id: z.string().nullish(),
                namespace: z.string().nullish(),
              }),
            ),
          }),
        ),
        limit: { rows: "results" },
        pages: { rows: "results", most: 20 },
      }),
      create: operation({
        method: "POST",
        effect: "write",
        lines: ["1.3", "2.0"],
        edition: "ee",
        where: { yaml: "yaml" },
        input: () => z.strictObject({ yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/apps`,
          body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
        }),
        read: json(() =>
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
        ),
      }),
      update: operation({
        method: "PUT",
        effect: "write",
        lines: ["1.3", "2.0"],
        edition: "ee",
        where: { yaml: "yaml" },
        input: () => z.strictObject({ uid: z.string(), yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/apps/${input.uid}`,
          body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
        }),
        read: json(() =>
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
        ),
      }),
    },
    steps: async ({ user_prompt, app_yaml, provider_id, auto_create }, kestra, { mask }) => {
      const { result: yaml } = await kestra.generate({ user_prompt, app_yaml, provider_id });
      if (!auto_create) return { result: yaml };
      try {
        const key = await yamlKey(yaml, "app");
        const { results: rows } = await kestra.find({ namespace: key.namespace });
        const found = rows.find((it) => it.id === key.id && it.namespace === key.namespace);
        if (found === undefined) return await kestra.create({ yaml });
        return await kestra.update({ uid: found.uid ?? "", yaml });
      } catch (error) {
        const warning = say`The app was generated ${outcomeOf(error)}`;
        return { result: yaml, warning: warning.masked(mask) };
      }
    },
    limit: { rows: "tags" },
  }),
};
