import { expect, it } from "vitest";
import { readSource } from "../../../sandbox/flows/flow-source.ts";
import { yamlText } from "../../../specs/functions/yaml.ts";

it("reads a source in the sandbox as Kestra does: ids are texts, y and n are no booleans", () => {
  const source = "id: off\nnamespace: 007\ndisabled: no\nvariables: { id: on, x: 'n', y: n, z: Y }\n";
  const tasks = "tasks:\n  - { id: 1.10, type: x.Log, on: yes }\n  - { id: n, type: x.Log }\n";
  expect(readSource(source + tasks, "1.3")).toEqual({
    kind: "read",
    values: {
      id: "false",
      namespace: "007",
      disabled: false,
      variables: { id: true, x: "n", y: "n", z: "Y" },
      tasks: [
        { id: "1.10", type: "x.Log", true: true },
        { id: "n", type: "x.Log" },
      ],
    },
  });
});

it("writes a value as YAML 1.1 and 1.2 both read it, keys in their order", async () => {
  const toYaml = await yamlText();
  expect(toYaml({ type: "x.Schedule", cron: "@hourly", on: "yes", day: "2026-05-01", text: "k: v" })).toBe(
    'type: x.Schedule\ncron: "@hourly"\n"on": "yes"\nday: "2026-05-01"\ntext: "k: v"\n',
  );
});
