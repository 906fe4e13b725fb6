// Generated from specs/flow/create_flow_from_yaml.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { withStart } from "../../specs/functions/saved-flow.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { previewOf } from "../../runtime/compiled/preview.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { notSaved, verdictOn, withWarnings } from "../../runtime/compiled/upsert.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { sentences } from "../../runtime/text/sentences.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { yamlKey } from "../../runtime/yaml/key.ts";
import { checkedFlow, deployedFlow, flowExists } from "../operations/flows.ts";

export const createFlowFromYaml: Tool = {
  name: "create_flow_from_yaml",
  toolset: "flow",
  longTexts: ["yaml_definition"],
  behaviour: composite({
    where: { yaml: "yaml_definition" },
    input: () => z.strictObject({ yaml_definition: z.string(), dry_run: z.boolean().default(false) }),
    calls: {
      find: flowExists,
      validate: checkedFlow,
      deployed: deployedFlow,
      create: operation({
        method: "POST",
        effect: "write",
        where: { yaml: "yaml" },
        input: () => z.strictObject({ yaml: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows`,
          body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
        }),
        read: json(
          () =>
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
          (answer) =>
            withStart(answer) satisfies {
              readonly id: string;
              readonly namespace: string;
              readonly revision?: number | null | undefined;
              readonly description?: string | null | undefined;
              readonly disabled?: boolean | null | undefined;
              readonly deleted?: boolean | null | undefined;
              readonly labels?: readonly object[] | null | undefined;
              readonly inputs?: readonly object[] | null | undefined;
              readonly triggers?: readonly object[] | null | undefined;
              readonly source?: string | null | undefined;
              readonly message?: string | null | undefined;
            },
        ),
        advice: { 422: "`validate_flow` says what a wrong type or property may have meant." },
        limit: { rows: "labels" },
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
        read: json(
          () =>
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
          (answer) =>
            withStart(answer) satisfies {
              readonly id: string;
              readonly namespace: string;
              readonly revision?: number | null | undefined;
              readonly description?: string | null | undefined;
              readonly disabled?: boolean | null | undefined;
              readonly deleted?: boolean | null | undefined;
              readonly labels?: readonly object[] | null | undefined;
              readonly inputs?: readonly object[] | null | undefined;
              readonly triggers?: readonly object[] | null | undefined;
              readonly source?: string | null | undefined;
              readonly message?: string | null | undefined;
            },
        ),
        advice: { 422: "`validate_flow` says what a wrong type or property may have meant." },
        limit: { rows: "labels" },
      }),
    },
    steps: async ({ yaml_definition: yaml, dry_run }, kestra) => {
      try {
        const key = await yamlKey(yaml, "flow");
        if (dry_run)
          return await previewOf(
            "flow",
            { key, yaml },
            { deployed: () => kestra.deployed(key), validate: () => kestra.validate({ yaml }) },
            "`validate_flow` says what a wrong type or property may have meant.",
          );
        const found = await kestra.find(key);
        const { faults, warnings } = await verdictOn(() => kestra.validate({ yaml }));
        if (!found.exists) return withWarnings(await kestra.create({ yaml }), [...faults, ...warnings]);
        if (faults.length > 0)
          throw new InputError(
            sentences(
              say`The flow stays as it was, since the YAML is not valid: ${faults.join(" ")}`,
              say`\`validate_flow\` says what a wrong type or property may have meant.`,
            ),
          );
        return withWarnings(await kestra.update({ ...key, yaml }), warnings);
      } catch (error) {
        throw notSaved(error);
      }
    },
    limit: { rows: "labels", rest: "`manage_flow` get_yaml reads the whole source." },
  }),
};
