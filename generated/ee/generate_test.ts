// Generated from specs/ee/generate_test.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { outcomeOf, verdictOn, withWarnings } from "../../runtime/compiled/upsert.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { yamlKey } from "../../runtime/yaml/key.ts";

export const generateTest: Tool = {
  name: "generate_test",
  toolset: "ee",
  longTexts: ["user_prompt", "test_yaml"],
  behaviour: composite({
    where: { made: true },
    input: () =>
      z.strictObject({
        user_prompt: z.string(),
        test_yaml: z.string().default(""),
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
            test_yaml: z.string().optional(),
            provider_id: z.string().optional(),
          }),
        request: (input, { uuid }) => ({
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
      }),
      find: operation({
        method: "GET",
        effect: "read",
        lines: ["1.3", "2.0"],
        edition: "ee",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), id: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id}` }),
        siblings: ["/api/v1/{tenant}/tests/results/search", "/api/v1/{tenant}/tests/results/{id}"],
        read: nothing(() => ({ exists: true })),
        on: { 404: nothing(() => ({ exists: false })) },
      }),
      validate: operation({
        method: "POST",
        effect: "read",
        lines: ["1.3", "2.0"],
        edition: "ee",
        where: { yaml: "yaml" },
        input: () => z.strictObject({ yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/tests/validate`,
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
        edition: "ee",
        where: { yaml: "yaml" },
        input: () => z.strictObject({ yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/tests`,
          body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
        }),
        read: json(() =>
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
        ),
      }),
      update: operation({
        method: "PUT",
        effect: "write",
        lines: ["1.3", "2.0"],
        edition: "ee",
        where: { namespaces: ["namespace"], yaml: "yaml" },
        input: () => z.strictObject({ namespace: z.string(), id: z.string(), yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id}`,
          body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
        }),
        read: json(() =>
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
        ),
      }),
    },
    steps: async ({ user_prompt, test_yaml, provider_id, auto_create }, kestra, { mask }) => {
      const { result: yaml } = await kestra.generate({ user_prompt, test_yaml, provider_id });
      if (!auto_create) return { result: yaml };
      try {
        const key = await yamlKey(yaml, "test suite");
        const found = await kestra.find(key);
        const { faults, warnings } = await verdictOn(() => kestra.validate({ yaml }));
        if (!found.exists) return withWarnings(await kestra.create({ yaml }), [...faults, ...warnings]);
        if (faults.length > 0)
          throw new InputError(
            say`The test suite stays as it was, since the YAML is not valid: ${faults.join(" ")}`,
          );
        return withWarnings(await kestra.update({ ...key, yaml }), warnings);
      } catch (error) {
        const warning = say`The test suite was generated ${outcomeOf(error)}`;
        return { result: yaml, warning: warning.masked(mask) };
      }
    },
    limit: { rows: "testCases" },
  }),
};
