import { describe, expect, test } from "vitest";
import { listed } from "../../../runtime/catalog/listing.ts";
import { select, shownOf, type Wish } from "../../../runtime/catalog/select.ts";
import type { ToolDefinition } from "../../../runtime/tool/definition.ts";
import { compiledTools } from "../../../runtime/catalog/compiled-tools.ts";
import { hiddenTools } from "../../../runtime/catalog/hidden.ts";
import { compiled, getBox, type manageBox } from "../support/tools.ts";
import type { Known } from "../../../runtime/kestra/instance.ts";

const wish = (more: Partial<Wish> = {}): Wish => ({ disabled: [], readOnly: false, ...more });
const names = (more: Partial<Wish>) => select(compiled, wish(more)).selected.map(({ tool }) => tool.name);
const shown = (more: Partial<Wish>, known: Known) =>
  select(compiled, wish(more)).selected.flatMap((one) => shownOf(one, known) ?? []);

describe("words", () => {
  const all = compiled.tools.map(({ name }) => name);
  test.each<[Partial<Wish>, readonly string[]]>([
    [{}, all],
    [{ enabled: ["box"] }, ["get_box", "list_boxes", "manage_box"]],
    [{ enabled: ["official"] }, ["get_box", "manage_box"]],
    [{ enabled: ["*_box"] }, ["get_box", "manage_box", "audit_box", "drop_box", "relabel_box"]],
    [{ enabled: ["relabel_box", "read_box"] }, ["get_box", "relabel_box"]],
    [{ enabled: ["*"], disabled: ["box", "drop_*"] }, ["audit_box", "relabel_box"]],
    [{ enabled: ["get_box"], disabled: ["official"] }, []],
    [{ disabled: ["ee", "crate"] }, ["get_box", "list_boxes", "manage_box"]],
    [{ disabled: ["extra"] }, all],
  ])("%j selects %j", (given, expected) => {
    expect(names(given)).toEqual(expected);
  });

  test("an unknown word names the variable and its near miss", () => {
    expect(() => names({ disabled: ["crates"] })).toThrow(
      'KESTRA_MCP_DISABLED_TOOLS: "crates" is not a toolset, preset or tool. Did you mean crate?',
    );
    expect(() => names({ enabled: ["mange_box"] })).toThrow('KESTRA_MCP_ENABLED_TOOLS: "mange_box"');
    expect(() => names({ enabled: ["mange_box"] })).toThrow("Did you mean manage_box?");
    expect(() => names({ enabled: ["nothing_*"] })).toThrow(
      "Toolsets are box, crate, ee, extra; default is all that is on by default.",
    );
    expect(() => names({ enabled: ["constructor"] })).toThrow("is not a toolset");
  });

  const off = {
    ...compiled,
    toolsets: { ...compiled.toolsets, crate: { ...compiled.toolsets.crate, default: false } },
  } as typeof compiled;

  test.each<[Partial<Wish>, readonly string[]]>([
    [{ enabled: ["default"] }, ["get_box", "list_boxes", "manage_box", "audit_box"]],
    [{ enabled: ["default", "drop_*"], disabled: ["box"] }, ["audit_box", "drop_box"]],
    [{ enabled: ["*"], disabled: ["default"] }, ["drop_box", "relabel_box"]],
  ])("default is what is on by default, among other words: %j selects %j", (given, expected) => {
    expect(select(off, wish(given)).selected.map(({ tool }) => tool.name)).toEqual(expected);
    expect(names({ enabled: ["default"] })).toEqual(all);
  });

  test("default names no tool by its name: what the instance lacks stays hidden", () => {
    expect(select(off, wish({ enabled: ["default"] })).selected.some(({ byName }) => byName)).toBe(false);
  });

  test("a toolset that is off by default needs to be named; each hidden tool has its reason", () => {
    const { selected, hidden } = select(off, wish({ readOnly: true, disabled: ["get_box"] }));
    expect(selected.map(({ tool }) => tool.name)).toEqual(["list_boxes", "manage_box", "audit_box"]);
    expect(hidden).toEqual([
      { name: "get_box", aliases: ["read_box"], reason: "KESTRA_MCP_DISABLED_TOOLS names it" },
      { name: "drop_box", reason: "its toolset crate is off by default" },
      { name: "relabel_box", reason: "its toolset crate is off by default" },
    ]);
  });
});

describe("a preset that only reads", () => {
  const reading = { ...compiled, presets: { watch: ["get_box", "manage_box"] }, readingPresets: ["watch"] };
  const actions = (enabled: readonly string[]) =>
    select(reading, wish({ enabled }))
      .selected.filter(({ tool }) => tool.name === "manage_box")
      .map(({ tool }) => tool.inputSchema.properties.action?.enum);

  test("stands for the actions that read, unless another word means the whole tool", () => {
    expect(actions(["watch"])).toEqual([["get"]]);
    expect(actions(["watch", "manage_*"])).toEqual([["get", "put", "drop"]]);
  });
});

describe("read-only", () => {
  const tools = shown({ readOnly: true }, {});
  const manage = tools.find(({ name }) => name === "manage_box") as ToolDefinition;

  test("tools that change something are gone, also when enabled by name", () => {
    expect(tools.map(({ name }) => name)).toEqual(["get_box", "list_boxes", "manage_box", "audit_box"]);
    expect(names({ readOnly: true, enabled: ["drop_box"] })).toEqual([]);
  });

  test("of a tool with actions the reading ones stay, with their arguments", () => {
    expect(manage.inputSchema).toEqual({
      type: "object",
      properties: {
        action: { type: "string", enum: ["get"] },
        box_id: { type: "string", description: "Its id." },
      },
      required: ["action", "box_id"],
      additionalProperties: false,
    });
    expect(listed(manage).annotations.readOnlyHint).toBe(true);
  });
});

describe("the instance", () => {
  const nameOf = ({ name }: ToolDefinition) => name;

  test("hides what its line and edition lack", () => {
    expect(shown({}, { line: "1.3", edition: "oss" }).map(nameOf)).toEqual([
      "get_box",
      "list_boxes",
      "manage_box",
      "relabel_box",
    ]);
    expect(shown({}, { line: "2.0", edition: "ee" }).map(nameOf)).toEqual(compiled.tools.map(nameOf));
    expect(shown({}, {}).map(nameOf)).toEqual(compiled.tools.map(nameOf));
  });

  test("an action that the line lacks leaves the enum, and its arguments go with it", () => {
    const manage = shown({}, { line: "1.3" }).find(({ name }) => name === "manage_box");
    expect(manage?.inputSchema.properties.action).toEqual({ type: "string", enum: ["get", "put"] });
    expect(Object.keys(manage?.inputSchema.properties ?? {})).toEqual(["action", "box_id", "label"]);
  });

  test("a tool enabled by name is always listed; by its toolset it is not", () => {
    const known: Known = { line: "1.3", edition: "oss" };
    expect(shown({ enabled: ["drop_box", "audit_box"] }, known).map(nameOf)).toEqual([
      "audit_box",
      "drop_box",
    ]);
    expect(shown({ enabled: ["crate", "ee"] }, known).map(nameOf)).toEqual(["relabel_box"]);
  });

  test("a tool that a preset names is always listed too", () => {
    const presets = { official: ["drop_box", "audit_box", "get_box"] };
    const { selected } = select({ ...compiled, presets }, wish({ enabled: ["official"] }));
    for (const known of [{ line: "1.0", edition: "oss" }, { line: "2.0", edition: "ee" }, {}] as const) {
      const names = selected.flatMap((one) => shownOf(one, known)?.name ?? []);
      expect(names).toEqual(["get_box", "audit_box", "drop_box"]);
    }
  });
});

test("all four hints come from the actions that can be seen", () => {
  const hints = (name: string, known: Known) =>
    shown({}, known)
      .filter((tool) => tool.name === name)
      .map((tool) => listed(tool).annotations)[0];
  expect(hints("get_box", {})).toEqual({
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  });
  expect(hints("manage_box", { line: "2.0" })).toEqual({
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: true,
  });
  expect(hints("manage_box", { line: "1.3" })).toMatchObject({ readOnlyHint: false, destructiveHint: false });
});

test("a default action that was taken away makes the argument required", () => {
  const withDefault = compiled.tools.map((tool) =>
    "actions" in tool.behaviour ? { ...tool, behaviour: { ...tool.behaviour, default: "put" } } : tool,
  );
  const { selected } = select({ ...compiled, tools: withDefault }, wish({ readOnly: true }));
  const manage = selected.find(({ tool }) => tool.name === "manage_box")?.tool;
  expect(manage?.inputSchema.required).toContain("action");
  expect(manage?.behaviour).not.toHaveProperty("default");
});

describe("what the server lacks", () => {
  const using = <T extends object>(behaviour: T) => ({ ...behaviour, uses: ["downloads"] as const });
  const manage = compiled.tools.find(({ name }) => name === "manage_box") as typeof manageBox;
  const { actions } = manage.behaviour;
  const parted = {
    ...compiled,
    tools: [
      { ...getBox, behaviour: using(getBox.behaviour) },
      { ...manage, behaviour: { ...manage.behaviour, actions: { ...actions, put: using(actions.put) } } },
    ],
  } as typeof compiled;
  const reason = "KESTRA_MCP_DOWNLOAD_DIR, which is not set";

  test("hides the tools and actions that use it, and tells why", () => {
    const selection = select(parted, wish({ lacks: { downloads: reason } }));
    const [{ tool } = {}] = selection.selected;
    expect(tool?.inputSchema.properties.action?.enum).toEqual(["get", "drop"]);
    expect(tool?.behaviour).toMatchObject({ hidden: { actions: ["put"], by: reason } });
    expect(hiddenTools(selection, {})).toEqual([
      { tool: "get_box", reason },
      { tool: "manage_box, put", reason },
    ]);
    expect(compiledTools(selection).find("read_box")).toEqual({ hidden: reason });
  });

  test("stays hidden where it is enabled by its name", () => {
    expect(select(parted, wish({ enabled: ["get_box"], lacks: { downloads: reason } })).selected).toEqual([]);
  });

  test("hides nothing where it has all", () => {
    expect(hiddenTools(select(parted, wish({ lacks: {} })), {})).toEqual([]);
  });
});
