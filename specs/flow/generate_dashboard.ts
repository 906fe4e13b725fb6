import { generateDashboard } from "../../generated/flow/generate_dashboard.ts";
import { keepingYaml } from "../steps/generated-yaml.ts";

/** Steps, because what was generated may be created at once, and must not be lost where Kestra refuses it. */
export const tool = generateDashboard(async ({ auto_create, ...prompt }, kestra) => {
  const { result } = await kestra.generate(prompt);
  return auto_create
    ? keepingYaml("dashboard", result, () => kestra.create({ dashboard_yaml: result }))
    : { result };
});
