// Generated from specs/flow/create_flow_from_yaml.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { previewOf } from "../../runtime/compiled/preview.ts";
import { notSaved, verdictOn, withWarnings } from "../../runtime/compiled/upsert.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { sentences } from "../../runtime/text/sentences.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { yamlKey } from "../../runtime/yaml/key.ts";
import { checkedFlow, createdFlow, deployedFlow, flowExists, updatedFlow } from "../operations/flows.ts";

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
      create: createdFlow,
      update: updatedFlow,
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
