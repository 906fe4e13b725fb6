import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { compiled as generated } from "../../../generated/compiled.ts";
import { select } from "../../../runtime/catalog/select.ts";
import type { ReadCall } from "../../../runtime/catalog/texts.ts";
import { whyHidden } from "../../../runtime/mcp/texts/prompt-parts.ts";
import type { ShownTools } from "../../../runtime/mcp/texts/shown-tools.ts";
import { isChoice } from "../../../runtime/tool/definition.ts";

const compiled = { ...generated, version: "0.0.0" };

/** What is there where a preset alone is enabled. */
function shownBy(preset: string): ShownTools {
  const { selected } = select(compiled, { enabled: [preset], disabled: [], readOnly: false });
  const tools = new Map(selected.map(({ tool }) => [tool.name, tool]));
  const lacks = (name: string) => (tools.has(name) ? undefined : `${preset} lacks ${name}`);
  const lacksCall = ({ tool: name, with: given }: ReadCall) => {
    const behaviour = tools.get(name)?.behaviour;
    if (behaviour === undefined || !isChoice(behaviour)) return lacks(name);
    const chosen = given[behaviour.by] ?? behaviour.default;
    const action = typeof chosen === "string" ? chosen : "";
    return Object.hasOwn(behaviour.actions, action) ? undefined : `${preset} lacks ${name}.${action}`;
  };
  return { lacks, lacksCall };
}

const texts = await compiled.texts?.load();

describe("a preset has the tools of the texts that it is for", () => {
  it.each([
    ["observe", ["debug_execution", "daily_report"]],
    ["author", ["write_flow", "review_flow", "migrate_flow_to_2_0"]],
    ["operate", ["debug_execution", "daily_report"]],
  ])("%s lists the prompts %j", (preset, names) => {
    const tools = shownBy(preset);
    const reasons = names.map((name) => {
      const prompt = texts?.prompts.find((one) => one.name === name);
      return [name, prompt === undefined ? "there is no such prompt" : whyHidden(prompt, tools)];
    });
    expect(reasons, "Name the tool in specs/toolsets.yaml, or mark the part as optional.").toEqual(
      names.map((name) => [name, undefined]),
    );
  });

  it.each(["observe", "author", "operate"])("%s reads each resource whose toolset it has", (preset) => {
    const tools = shownBy(preset);
    const toolsetOf = (name: string) => catalog.find((tool) => tool.name === name)?.toolset;
    const names: readonly string[] = compiled.presets[preset] ?? [];
    const toolsets = new Set(names.map(toolsetOf));
    const theirs = texts?.templates.filter(({ tool }) => toolsets.has(toolsetOf(tool))) ?? [];
    expect(theirs.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["flow", "flow_graph", "execution", "execution_logs", "execution_file"]),
    );
    expect(
      theirs.flatMap((one) => tools.lacksCall(one) ?? []),
      "Name the tool in specs/toolsets.yaml.",
    ).toEqual([]);
  });
});
