// Generated from specs/flow/create_flow_from_yaml.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { notSaved, verdictOn, withWarnings } from "../../runtime/compiled/upsert.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { yamlKey } from "../../runtime/yaml/key.ts";

export const createFlowFromYaml: Tool = {
  name: "create_flow_from_yaml",
  toolset: "flow",
  longTexts: ["yaml_definition"],
  behaviour: composite({
    input: () => z.strictObject({ yaml_definition: z.string() }),
    calls: {
      find: operation({
        method: "GET",
        effect: "read",
        input: () => z.strictObject({ namespace: z.string(), id: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.id}` }),
        siblings: ["/api/v1/{tenant}/flows/export/by-query"],
        read: nothing(() => ({ exists: true })),
        on: { 404: nothing(() => ({ exists: false })) },
      }),
      validate: operation({
        method: "POST",
        effect: "read",
        input: () => z.strictObject({ yaml: z.string() }),
        request: (input) => ({
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
          (answer) => ({ verdicts: answer }),
        ),
        limit: { rows: "verdicts" },
      }),
      create: operation({
        method: "POST",
        effect: "write",
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
            description: z.string().nullish(),
            disabled: z.boolean().nullish(),
            deleted: z.boolean().nullish(),
            labels: z.array(anyObject()).nullish(),
            inputs: z.array(anyObject()).nullish(),
            triggers: z.array(anyObject()).nullish(),
            source: z.string().nullish(),
          }),
        ),
      }),
      update: operation({
        method: "PUT",
        effect: "write",
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
            description: z.string().nullish(),
            disabled: z.boolean().nullish(),
            deleted: z.boolean().nullish(),
            labels: z.array(anyObject()).nullish(),
            inputs: z.array(anyObject()).nullish(),
            triggers: z.array(anyObject()).nullish(),
            source: z.string().nullish(),
          }),
        ),
      }),
    },
    steps: async ({ yaml_definition: yaml }, kestra) => {
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
        throw notSaved(error);
      }
    },
    limit: { rows: "labels", rest: "`manage_flow` get_yaml reads the whole source." },
  }),
};
