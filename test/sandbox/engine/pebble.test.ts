import { describe, expect, it } from "vitest";
import { PebbleError } from "../../../sandbox/pebble/error.ts";
import { render, renderDeep } from "../../../sandbox/pebble/pebble.ts";

const scope = {
  now: Date.parse("2026-05-01T10:20:30Z"),
  variables: {
    inputs: {
      name: "Ada",
      count: 3,
      go: false,
      list: ["x", "y"],
      map: { a: { b: 1 } },
      nothing: null,
      "a-b": "dash",
    },
    labels: { team: "platform" },
    vars: { greeting: "hello" },
  },
};

describe("render", () => {
  it.each([
    ["plain {text}", "plain {text}"],
    ["{{ inputs.name }}", "Ada"],
    ["{{inputs.name}} and {{ labels.team }}", "Ada and platform"],
    ["{{ inputs.map.a.b }}", "1"],
    ["{{ inputs.list[1] }}{{ inputs['a-b'] }}", "ydash"],
    ["{{ inputs.map }}", '{"a":{"b":1}}'],
    ["{{ inputs.nothing }}", ""],
    ["{{ inputs.go }}", "false"],
    ["{{ vars.greeting ~ ' ' ~ inputs.name }}", "hello Ada"],
    ["{{ inputs.name | upper }}", "ADA"],
    ["{{ inputs.list | join('-') | upper }}", "X-Y"],
    ["{{ inputs.missing | default('none') }}", "none"],
    ["{{ inputs.missing ?? inputs.name }}", "Ada"],
    ["{{ trigger.date ?? 'none' }}", "none"],
    ["{{ inputs.count + 2 * 3 }}", "9"],
    ["{{ inputs.count < 5 ? 'few' : 'many' }}", "few"],
    ["{{ inputs.count == 3 and not inputs.go }}", "true"],
    ["{{ inputs.list contains 'x' }}", "true"],
    ["{{ inputs.name is defined }}{{ inputs.missing is not defined }}", "truetrue"],
    ["{{ 'it }} is' }}", "it }} is"],
    ["{# a comment #}x", "x"],
    ["{{ now() }}", "2026-05-01T10:20:30.000Z"],
    ["{{ inputs.list | length }}", "2"],
    ["{{ {'k': [1, 2]} | json }}", '{"k":[1,2]}'],
  ])("%s", (template, text) => {
    expect(render(template, scope)).toBe(text);
  });

  it.each([
    ["{{ nothing.here }}", "Unable to find `nothing` used in the expression `{{ nothing.here }}` at line 1"],
    ["one\n{{ inputs.gone }}", "Unable to find `gone` used in the expression `{{ inputs.gone }}` at line 2"],
    ["{{ inputs.name", 'Unexpected token of value "null" and type EOF'],
    ["{{ nosuch() }}", "Function or Macro [nosuch] does not exist."],
    ["{{ inputs.name | nosuch }}", "Filter [nosuch] does not exist."],
    ["{{ fail('not yet') }}", "not yet"],
    ["{{ inputs..name }}", 'Unexpected token of value "."'],
    ["{% if a %}", "Tags are not understood here"],
    ["{{ constructor }}", "Unable to find `constructor`"],
  ])("refuses %s", (template, message) => {
    expect(() => render(template, scope)).toThrow(PebbleError);
    expect(() => render(template, scope)).toThrow(message);
  });

  it("renders what is inside lists and maps", () => {
    expect(renderDeep({ a: ["{{ inputs.name }}", 1, { b: "{{ labels.team }}" }] }, scope)).toEqual({
      a: ["Ada", 1, { b: "platform" }],
    });
  });
});
