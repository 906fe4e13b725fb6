// Generated from specs/flow/generate_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { outcomeOf, verdictOn, withWarnings } from "../../runtime/compiled/upsert.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { InputError } from "../../runtime/errors.ts";
import { forRelease } from "../../runtime/per-line.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { yamlKey } from "../../runtime/yaml/key.ts";
import { checkedFlow, flowExists } from "../operations/flows.ts";

export const generateFlow: Tool = {
  name: "generate_flow",
  toolset: "flow",
  longTexts: ["user_prompt", "flow_yaml"],
  behaviour: composite({
    where: { namespaces: ["namespace"], made: true },
    input: () =>
      z.strictObject({
        user_prompt: z.string(),
        flow_yaml: z.string().default(""),
        namespace: z.string().default(""),
        provider_id: z.string().default(""),
        auto_create: z.boolean().default(false),
      }),
    calls: {
      generate: operation({
        method: "POST",
        effect: "write",
        where: "tenant",
        input: () =>
          z.strictObject({
            user_prompt: z.string(),
            flow_yaml: z.string().optional(),
            namespace: z.string().optional(),
            provider_id: z.string().optional(),
          }),
        request: (input, { line, uuid }) => ({
          path: path`/api/v1/{tenant}/ai/generate/flow`,
          body: forRelease(line, {
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
      }),
      find: flowExists,
      validate: checkedFlow,
      create: operation({
        method: "POST",
        effect: "write",
        where: { yaml: "yaml" },
        input: () => z.strictObject({ yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows`,
          body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
        }),
        read: json(() =>
          z.object({
            id: z.string(),
            namespace: z.string(),
            revision: z.number().check(integer).nullish(),
            disabled: z.boolean().nullish(),
            deleted: z.boolean().nullish(),
            triggers: z.array(anyObject()).nullish(),
            source: z.string().nullish(),
          }),
        ),
      }),
      update: operation({
        method: "PUT",
        effect: "write",
        where: { namespaces: ["namespace"], yaml: "yaml" },
        input: () => z.strictObject({ namespace: z.string(), id: z.string(), yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.id}`,
          body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
        }),
        read: json(() =>
          z.object({
            id: z.string(),
            namespace: z.string(),
            revision: z.number().check(integer).nullish(),
            disabled: z.boolean().nullish(),
            deleted: z.boolean().nullish(),
            triggers: z.array(anyObject()).nullish(),
            source: z.string().nullish(),
          }),
        ),
      }),
    },
    steps: async ({ user_prompt, flow_yaml, namespace, provider_id, auto_create }, kestra, { mask }) => {
      const { result: yaml } = await kestra.generate({ user_prompt, flow_yaml, namespace, provider_id });
      if (!auto_create) return { result: yaml };
      try {
        const key = await yamlKey(yaml, "flow");
        const found = await kestra.find(key);
        const { faults, warnings } = await verdictOn(() => kestra.validate({ yaml }));
        if (!found.exists) return withWarnings(await kestra.create({ yaml }), [...faults, ...warnings]);
        if (faults.length > 0)
          throw new InputError(
            say`The flow stays as it was, since the YAML is not valid: ${faults.join(" ")}`,
          );
        return withWarnings(await kestra.update({ ...key, yaml }), warnings);
      } catch (error) {
        const warning = say`The flow was generated ${outcomeOf(error)}`;
        return { result: yaml, warning: warning.masked(mask) };
      }
    },
    limit: { rows: "triggers" },
  }),
};
