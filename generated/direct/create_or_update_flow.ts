// Generated from specs/direct/create_or_update_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { notSaved, verdictOn, withWarnings } from "../../runtime/compiled/upsert.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { sentences } from "../../runtime/text/sentences.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { yamlKey } from "../../runtime/yaml/key.ts";
import { checkedFlow, createdFlow, flowExists, updatedFlow } from "../operations/flows.ts";

export const createOrUpdateFlow: Tool = {
  name: "create_or_update_flow",
  toolset: "direct",
  longTexts: ["source"],
  argumentAliases: { yaml_definition: "source" },
  behaviour: composite({
    where: { yaml: "source" },
    input: () => z.strictObject({ source: z.string() }),
    calls: { find: flowExists, validate: checkedFlow, create: createdFlow, update: updatedFlow },
    steps: async ({ source: yaml }, kestra) => {
      try {
        const key = await yamlKey(yaml, "flow");
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
    limit: { rows: "labels", rest: "`get_flow` reads the source." },
  }),
};
