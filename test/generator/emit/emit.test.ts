import { beforeAll, describe, expect, it } from "vitest";
import { emit } from "../../../generator/emit/emit.ts";
import type { Facts } from "../../../generator/emit/facts.ts";
import type { ToolModel } from "../../../generator/model.ts";
import { allModels } from "./models.ts";
import { format } from "./project-format.ts";

const facts: Facts = {
  lines: ["1.0", "1.3", "2.0"],
  toolsets: {
    roles: {},
    toolsets: {
      flow: { title: "Flows", description: "What runs.", default: true },
      app: { title: "Apps", description: "Of Enterprise.", edition: "ee", default: false },
    },
    presets: { official: ["find_flow", "delete"] },
  },
  texts: { prompts: [], templates: [], completions: {} },
  services: {
    catalog: {
      title: "the public catalogue",
      variable: "KESTRA_CATALOG_URL",
      default: "https://catalog.example.com",
      timeout: 5,
    },
  },
};

let models: readonly ToolModel[];

beforeAll(async () => {
  models = await allModels();
});

function textOf(path: string): string | undefined {
  return emit(models, facts).find((file) => file.path === path)?.text;
}

describe("emit", { timeout: 30_000 }, () => {
  it("prints a file for each tool, what clients see, the catalog, the releases and the toolsets, by path", () => {
    const paths = emit(models, facts).map((file) => file.path);
    expect(paths).toHaveLength(models.length + 8);
    expect(paths).toEqual(paths.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(paths).toContain("generated/execution/pause_execution.ts");
  });

  it("prints the same bytes each time, whatever the order of the tools", () => {
    const once = JSON.stringify(emit(models, facts));
    expect(JSON.stringify(emit(models.toReversed(), facts))).toBe(once);
  });

  it("formats to texts that stay as they are, with LF and a line break at the end", async () => {
    for (const file of emit(models, facts)) {
      const text = await format(file.path, file.text);
      expect(await format(`again-${file.path}`, text)).toBe(text);
      expect(text).not.toContain("\r");
      expect(text).toMatch(/[^\n]\n$/);
    }
  });

  it("lists every tool by name, those with steps from their steps' file", async () => {
    const text = await format("catalog.ts", textOf("generated/catalog.ts") ?? "");
    expect(text).toContain('import { tool as findFlow } from "../specs/flow/find_flow.ts";');
    expect(text).toContain('import { deleteTool } from "./flow/delete.ts";');
    expect(text).toContain('import { pauseExecution } from "./execution/pause_execution.ts";');
    const listed = /catalogOf\(told, \[([^\]]*)\]/.exec(text)?.[1]?.match(/\w+/g);
    expect(listed?.slice(0, 3)).toEqual(["chained", "deleteTool", "executeFlow"]);
    expect(listed).toHaveLength(models.length);
  });

  it("prints releases, toolsets and services as data", async () => {
    expect(await format("a.ts", textOf("generated/releases.ts") ?? "")).toContain(
      'export const lines = ["1.0", "1.3", "2.0"] as const;',
    );
    const toolsets = await format("a.ts", textOf("generated/toolsets.ts") ?? "");
    expect(toolsets).toContain(
      'app: { title: "Apps", description: "Of Enterprise.", edition: "ee", default: false },',
    );
    expect(toolsets).toContain('{ official: ["find_flow", "delete"] };');
    const services = await format("a.ts", textOf("generated/services.ts") ?? "");
    expect(services).toContain("export const services: OtherServices = {\n  catalog: {");
    expect(services).toContain('variable: "KESTRA_CATALOG_URL",');
  });

  it("prints apart what tools are made with", async () => {
    const { toolset } = models.find(({ name }) => name === "pause_execution") ?? { toolset: "" };
    const other = models.find((it) => it.toolset === toolset && it.name !== "pause_execution")?.name ?? "";
    const made = { list: other, run: "pause_execution" };
    const known = facts.toolsets.toolsets;
    const own = { title: "T", description: "D.", default: true, ...known[toolset], made };
    const toolsets = { ...known, [toolset]: own };
    const files = emit(models, { ...facts, toolsets: { ...facts.toolsets, toolsets } });
    const text = async (path: string) => format("a.ts", files.find((file) => file.path === path)?.text ?? "");
    const catalog = await text("generated/catalog.ts");
    expect(catalog).toContain("findFlow");
    expect(catalog).not.toContain("pauseExecution");
    const printed = await text("generated/made.ts");
    expect(printed).toContain('import { pauseExecution } from "./execution/pause_execution.ts";');
    expect(printed).toMatch(/madeWith\(told, \{\s*list: \w+,\s*run: pauseExecution,?\s*\}\)/);
    expect(await text("generated/compiled.ts")).toContain(
      'made: async () => (await import("./made.ts")).made',
    );
    expect(await text("generated/toolsets.ts")).toContain("made: true");
    const told = files.find((file) => file.path === "generated/made.json")?.text ?? "[]";
    expect((JSON.parse(told) as { name: string }[]).map(({ name }) => name).sort()).toEqual(
      [other, "pause_execution"].sort(),
    );
  });

  it("prints a catalog of no tools", async () => {
    const file = emit([], facts).find(({ path }) => path === "generated/catalog.ts");
    expect(await format("a.ts", file?.text ?? "")).toContain(
      "export const catalog: readonly ToolDefinition[] = catalogOf(told, []);",
    );
  });
});
