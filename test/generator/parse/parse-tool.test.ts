import { describe, expect, it } from "vitest";
import { parseTool, type ParsedTool } from "../../../generator/spec/parse/parse-tool.ts";
import type { YamlPath } from "../../../generator/diagnostics/source-file.ts";

const text = `# A comment.
description: Pause.
effect: write
request:
  "1.0": POST /a
  "2.0": ~
params:
  execution_id:
  size: { to: query.size, default: &ten 10 }
output:
  pick:
    - id
    - { state: state.current }
advice: &advice
  404: No such one.
  409: *missing
`.replace("No such one.", "&missing No such one.");
const examples = `examples:
  - ask: Pause it.
    call: { execution_id: x }
    sends: POST /a
`;

function parse(yaml: string, hasSteps = false): ParsedTool {
  return parseTool({ path: "specs/execution/pause_execution.yaml", text: yaml }, { hasSteps });
}

describe("a valid tool", () => {
  const { spec, diagnostics } = parse(text + examples);

  it("is told as it is written, aliases unfolded", () => {
    expect(diagnostics).toEqual([]);
    expect(spec).toMatchObject({ name: "pause_execution", toolset: "execution", hasSteps: false });
    expect(spec?.tool).toMatchObject({
      request: { "1.0": "POST /a", "2.0": null },
      params: { execution_id: null, size: { default: 10 } },
      advice: { 404: "No such one.", 409: "No such one." },
    });
  });

  it.each<[YamlPath, "key" | "value", string]>([
    [["effect"], "value", "3:9+5"],
    [["effect"], "key", "3:1+6"],
    [["request"], "value", "4:1+7"],
    [["request", "1.0"], "value", "5:10+7"],
    [["request", "2.0"], "key", "6:3+5"],
    [["params", "execution_id"], "value", "8:3+12"],
    [["params", "size", "to"], "value", "9:15+10"],
    [["params", "size"], "value", "9:9+36"],
    [["output", "pick", 0], "value", "12:7+2"],
    [["output", "pick", 1, "state"], "value", "13:16+13"],
    [["advice", "404"], "value", "15:17+12"],
    [["advice", 404], "key", "15:3+3"],
    [["advice", "409"], "value", "16:8+8"],
    [["examples", 0], "value", "18:5+3"],
    [["examples", 0, "call", "execution_id"], "key", "19:13+12"],
    [[], "value", "2:1+11"],
    [["params", "size", "max"], "value", "9:3+4"],
    [["output", "pick", 7, "x"], "value", "11:3+4"],
    [["nowhere"], "key", "2:1+11"],
  ])("knows where %j stands, its %s", (path, on, place) => {
    const found = spec?.error(path, "Here.", undefined, on);
    expect(found).toBeDefined();
    expect(`${found?.line}:${found?.column}+${found?.length}`).toBe(place);
    expect(found).not.toHaveProperty("hint");
  });
});

describe("what was plainly meant", () => {
  it("is reported, and taken for it, so that the rest is checked too", () => {
    const { spec, diagnostics } = parse(
      text.replace("effect:", "efect:").replace('"1.0"', "1.0").replace("default:", "defualt:") + examples,
    );
    expect(diagnostics.map((it) => [it.line, it.hint])).toEqual([
      [5, 'Write "1.0".'],
      [3, 'Did you mean "effect"?'],
      [9, 'Did you mean "default"?'],
    ]);
    expect(spec?.tool).toMatchObject({
      effect: "write",
      request: { "1.0": "POST /a" },
      params: { size: { default: 10 } },
    });
    expect(spec?.error(["effect"], "Here.", undefined, "key")).toMatchObject({ line: 3, length: 5 });
  });

  it("is checked as what was meant", () => {
    const { spec, diagnostics } = parse(text.replace("effect: write", "efect: wirte") + examples);
    expect(spec).toBeUndefined();
    expect(diagnostics.map((it) => it.hint)).toEqual(['Did you mean "effect"?', 'Did you mean "write"?']);
  });

  it("is not guessed where the right key is there too", () => {
    const { spec, diagnostics } = parse(`${text}efect: read\n${examples}`);
    expect(spec).toBeUndefined();
    expect(diagnostics[0]?.hint).toMatch(/^It takes /u);
  });
});

describe("an error behind an alias", () => {
  it("is told once, where it is written", () => {
    const yaml = `description: x
actions:
  a: { request: GET /a, params: &p { x: { typ: any, max: few } }, output: all, examples: &e [{ ask: x, call: {}, sends: GET /a }] }
  b: { request: GET /b, params: *p, output: all, examples: *e }
`;
    const { diagnostics } = parse(yaml);
    expect(diagnostics.map((it) => `${it.line}:${it.column} ${it.message}`)).toEqual([
      '3:43 "typ" is not a key of an argument.',
      '3:58 `max` must be a number, not the text "few".',
    ]);
  });
});

describe("YAML 1.1", () => {
  it("is not spoken: on, no and yes are texts", () => {
    const { spec, diagnostics } = parse(`${text}on: { 404: { answer: no, more: yes } }\n${examples}`);
    expect(diagnostics).toEqual([]);
    expect(spec?.tool.on).toEqual({ 404: { answer: "no", more: "yes" } });
  });
});

describe("steps", () => {
  const steps = `description: x
calls:
  read: { request: GET /a, output: all }
output: { id: string }
examples: [{ ask: x, call: {}, sends: GET /a }]
`;
  it("belong to calls", () => {
    expect(parse(steps, true).diagnostics).toEqual([]);
    expect(parse(steps, false).diagnostics).toMatchObject([{ line: 2, column: 1, length: 5 }]);
    expect(parse(steps, false).diagnostics[0]?.message).toContain("specs/execution/pause_execution.ts");
    expect(parse(text + examples, true).diagnostics[0]?.message).toContain(
      "specs/execution/pause_execution.ts",
    );
  });
});
