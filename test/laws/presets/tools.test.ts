import { describe, expect, it } from "vitest";
import { tokensOf } from "../../../generator/tokens.ts";
import { compiled } from "../../../generated/compiled.ts";
import { presets as generated, toolsets } from "../../../generated/toolsets.ts";
import { select } from "../../../runtime/catalog/select.ts";
import { behavioursOf } from "../../../runtime/catalog/narrow.ts";

const presets: Readonly<Record<string, readonly string[]>> = generated;

describe("presets by what somebody does", () => {
  const all = { ...compiled, version: "0.0.0" };
  const toolsOf = (name: string) =>
    select(all, { enabled: [name], disabled: [], readOnly: false }).selected.map(({ tool }) => tool);

  it.each([
    ["observe", 4000],
    ["author", 6000],
    ["operate", 6000],
  ])("%s costs at most %i tokens, and is seen by every edition", (name, most) => {
    const tools = toolsOf(name);
    expect(
      tools.map((tool) => tool.name).sort(),
      "The preset in specs/toolsets.yaml names what is no tool, or is hidden.",
    ).toEqual([...(presets[name] ?? [])].sort());
    expect(
      tools.reduce((sum, tool) => sum + tokensOf(tool), 0),
      "The preset costs too much: name fewer tools, or shorten their descriptions.",
    ).toBeLessThanOrEqual(most);
    for (const tool of tools) {
      expect(toolsets[tool.toolset]?.default, tool.name).toBe(true);
      expect(
        behavioursOf(tool).some(({ edition }) => edition !== "ee"),
        tool.name,
      ).toBe(true);
    }
  });

  it("observe changes nothing, whatever the call", () => {
    for (const tool of toolsOf("observe"))
      for (const { effect } of behavioursOf(tool)) expect(effect, tool.name).toBe("read");
  });
});
