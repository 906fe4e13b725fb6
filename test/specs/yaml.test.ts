import { describe, expect, it } from "vitest";
import { readSource } from "../../sandbox/flows/flow-source.ts";
import { InputError } from "../../runtime/errors.ts";
import { flowKeyOf, yamlText } from "../../specs/steps/yaml.ts";

describe("flowKeyOf", () => {
  it.each([
    ["id: hello\nnamespace: company.team\ntasks: []\n", "hello"],
    ["namespace: company.team\nid: '42'\n", "42"],
    ["namespace: company.team\nid: 007\n", "007"],
    ["namespace: company.team\nid: 2024-01-01\n", "2024-01-01"],
    ["namespace: company.team\nid: off\n", "false"],
    ["namespace: company.team\nid: Yes\n", "true"],
    ["namespace: company.team\nid: y\n", "y"],
    ["namespace: company.team\nid: Y\n", "Y"],
    ["namespace: company.team\nid: n\n", "n"],
    ["namespace: company.team\nid: N\n", "N"],
    ["namespace: company.team\nid: twice\ntasks: []\ntasks: []\n", "twice"],
  ])("reads %j", async (source, id) => {
    expect(await flowKeyOf(source)).toEqual({ namespace: "company.team", id });
  });

  it.each([
    ["", "no flow"],
    ["just a text", "no flow"],
    ["- id: a", "no flow"],
    ["id: a\ntasks: []\n", "YAML must include 'namespace' and 'id' fields"],
    ["id:\nnamespace: company.team\n", "YAML must include 'namespace' and 'id' fields"],
    ["id: a\nnamespace: b\n---\nid: c\nnamespace: b\n", "2 documents"],
    ['"id: a', "cannot be read"],
  ])("refuses %j", async (source, reason) => {
    const refused = flowKeyOf(source);
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.toThrow(reason);
  });

  it("leaves to Kestra what is wrong below the names", async () => {
    const source = "id: a\nnamespace: company.team\ntasks:\n  - id: x\n   message: wrong indent\n";
    expect(await flowKeyOf(source)).toEqual({ namespace: "company.team", id: "a" });
  });
});

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
