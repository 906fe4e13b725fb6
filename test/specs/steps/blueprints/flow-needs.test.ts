import { describe, expect, it } from "vitest";
import { flowNeeds } from "../../../../specs/steps/blueprints/flow-needs.ts";
import { flowMaps } from "../../../../specs/steps/validation/flow-map.ts";

async function needs(yaml: string) {
  const [map] = await flowMaps(yaml);
  if (map === undefined) throw new Error("It is no YAML.");
  return flowNeeds(map, yaml);
}

describe("what a flow needs", () => {
  it("are the classes of its tasks, triggers and runners, each once", async () => {
    const yaml = `extend: { title: t, more: { type: io.example.None } }
inputs: [{ id: a, type: STRING }]
tasks:
  - { id: a, type: io.example.A, taskRunner: { type: io.example.Runner } }
  - { id: b, type: io.example.A }
triggers: [{ id: c, type: "io.example.C" }]
`;
    expect((await needs(yaml)).types).toEqual(["io.example.A", "io.example.Runner", "io.example.C"]);
  });

  it.each([
    ["{{ secret('A') }} {{ secret( \"B\" ) }} {{ secret('A') }}", ["A", "B"]],
    ["{{ secret(key='A', namespace='x') }}", ["A"]],
    ["{{ secret(namespace='x', key='A') }}", ["A"]],
    ['message: "{{ secret(\\"A\\") }}"', ["A"]],
    ["{{ secret(inputs.name) }} {{ my_secret('A') }} {{ secrets('B') }}", []],
    ["{{ secret('no end", []],
  ])("secrets of %s", async (text, secrets) => {
    expect((await needs(`tasks:\n  - id: a\n# ${text}`)).secrets).toEqual(secrets);
  });

  it("inputs, and which of them may be left out", async () => {
    const yaml = `inputs:
  - id: day
    type: DATE
  - { id: size, type: INT, defaults: 7 }
  - { id: note, type: STRING, required: false }
  - id: text
    type: STRING
    defaults: |
      ${"long ".repeat(100)}
      two
  - type: STRING
  -
`;
    const { inputs } = await needs(yaml);
    expect(inputs.map(({ id, type, required }) => [id, type, required])).toEqual([
      ["day", "DATE", true],
      ["size", "INT", false],
      ["note", "STRING", false],
      ["text", "STRING", false],
      ["", "STRING", true],
    ]);
    expect(inputs.map((input) => input.default?.length)).toEqual([undefined, 1, undefined, 200, undefined]);
  });

  it.each([
    "secret( key ".repeat(20_000),
    `secret(${" ".repeat(2000)}`.repeat(4000),
    `secret(key${" ".repeat(8_000_000)}`,
  ])("is found in no more time than reading takes", async (text) => {
    const began = performance.now();
    await needs(`tasks: a\n# ${text}`);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
