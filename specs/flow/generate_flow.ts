import { generateFlow } from "../../generated/flow/generate_flow.ts";
import { keepingYaml } from "../steps/generated-yaml.ts";
import { saveFlow } from "../steps/save-flow.ts";

/** Steps, because what was generated may be created at once, and must not be lost where Kestra refuses it. */
export const tool = generateFlow(async ({ auto_create, ...prompt }, kestra) => {
  const { result } = await kestra.generate(prompt);
  return auto_create ? keepingYaml("flow", result, () => saveFlow(result, kestra)) : { result };
});
