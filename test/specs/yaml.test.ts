import { expect, it } from "vitest";
import { yamlText } from "../../specs/steps/yaml.ts";

it("writes a value as YAML 1.1 and 1.2 both read it, keys in their order", async () => {
  const toYaml = await yamlText();
  expect(toYaml({ type: "x.Schedule", cron: "@hourly", on: "yes", day: "2026-05-01", text: "k: v" })).toBe(
    'type: x.Schedule\ncron: "@hourly"\n"on": "yes"\nday: "2026-05-01"\ntext: "k: v"\n',
  );
});
