import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { catalog } from "../../generated/catalog.ts";
import { presets as known, readingPresets } from "../../generated/toolsets.ts";
import { skillsFolder } from "../../generator/docs/docs.ts";
import { confirmArgument } from "../../runtime/confirm/policy.ts";
import { listed } from "../../runtime/catalog/listing.ts";
import type { OpenSchema } from "../../runtime/json/schema.ts";
import { root } from "../support/source.ts";

interface Skill {
  readonly folder: string;
  readonly text: string;
  readonly head: string;
  readonly body: string;
  /** The body without what is printed into it. */
  readonly written: string;
  /** Whose tools are printed. */
  readonly preset: string;
}

const printed = /<!-- tools:start ([a-z-]+) -->[^]*<!-- tools:end -->/;

const skills = readdirSync(join(root, skillsFolder)).map((folder): Skill => {
  const text = readFileSync(join(root, skillsFolder, folder, "SKILL.md"), "utf8");
  const [, head = "", body = ""] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? [];
  const preset = printed.exec(body)?.[1] ?? "";
  return { folder, text, head, body, written: body.replace(printed, ""), preset };
});
const skillNames: ReadonlySet<string> = new Set(skills.map(({ folder }) => folder));
const tools = new Map(catalog.map((tool) => [tool.name, listed(tool)]));
const presets: Readonly<Record<string, readonly string[]>> = known;
/** What the server adds to tools, as it is configured. */
const addedArguments: readonly string[] = [confirmArgument];
const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** The code spans of a text, each in one line. */
function spansIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span.replaceAll(/\s+/g, " "));
}

/** The tool and the arguments of a span such as `diagnose {"flow_id": "a/b"}`. */
function callOf(span: string): { readonly name: string; readonly args?: unknown } {
  const [, name = span, args] = /^(\w+) (\{.*\})$/.exec(span) ?? [];
  return args === undefined ? { name } : { name, args: JSON.parse(args) as unknown };
}

/** Every key in a schema, at any depth. */
function keysOf({ properties = {}, items }: OpenSchema): readonly string[] {
  return [
    ...Object.entries(properties).flatMap(([key, schema]) => [key, ...keysOf(schema)]),
    ...(items === undefined ? [] : keysOf(items)),
  ];
}

/** What a skill may name besides: another skill, a word of a cause, a setting with a preset, an expression of Kestra's. */
function isKnown(name: string): boolean {
  const [variable, preset = ""] = name.split("=");
  return (
    skillNames.has(name) ||
    certainties.has(name) ||
    addedArguments.includes(name) ||
    (variable === "KESTRA_MCP_ENABLED_TOOLS" && Object.hasOwn(presets, preset)) ||
    /^\{\{ .* \}\}$/.test(name)
  );
}

/** What is wrong with the tools, arguments, results and calls that a text names. */
function faultsIn(text: string): readonly string[] {
  const blocks = text.split(/\n\n|\n(?=- |\d\. )/);
  return blocks.flatMap((block) => {
    const calls = spansIn(block).map(callOf);
    const named = calls.flatMap(({ name }) => tools.get(name) ?? []);
    const known = new Set(
      named.flatMap(({ inputSchema, outputSchema }) => [...keysOf(inputSchema), ...keysOf(outputSchema)]),
    );
    return calls.flatMap(({ name, args }) => {
      const tool = tools.get(name);
      if (tool === undefined) return isKnown(name) || known.has(name) ? [] : [`${name} is nothing there.`];
      const isTaken = ajv.compile(tool.inputSchema);
      return args === undefined || isTaken(args) ? [] : [`${name}: ${ajv.errorsText(isTaken.errors)}`];
    });
  });
}

/** The values of `certainty`, as the step that gives them declares them. */
const certainties: ReadonlySet<string> = new Set(
  [
    ...(/readonly certainty: (.*);/
      .exec(readFileSync(join(root, "specs/steps/diagnosis/cause.ts"), "utf8"))?.[1]
      ?.matchAll(/"(\w+)"/g) ?? []),
  ].map(([, value = ""]) => value),
);

describe.each(skills)("the skill $folder", ({ folder, text, head, body, written, preset }) => {
  it("begins with what its format asks for: its folder's name, and when to use it", () => {
    const { name, description, ...more } = parse(head) as Record<string, string>;
    expect(
      [name, more],
      "The name in the front matter is that of its folder, and there is nothing else in it.",
    ).toEqual([folder, {}]);
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(name?.length).toBeLessThanOrEqual(64);
    expect(description?.length).toBeGreaterThan(100);
    expect(description?.length).toBeLessThanOrEqual(1024);
    expect(description).not.toMatch(/[<>]/);
  });

  it("names only tools, arguments and results that there are, and only calls that the tools take", () => {
    expect(
      faultsIn(written),
      "The skill names what is no tool and no argument: mend the name in its SKILL.md.",
    ).toEqual([]);
    expect(spansIn(written).filter((span) => callOf(span).args !== undefined).length).toBeGreaterThan(8);
  });

  it("lists the tools of its preset, which are all that it names", () => {
    const list = printed.exec(body)?.[0] ?? "";
    expect(
      [...new Set(spansIn(list))].sort(),
      "Run npm run generate: the list of tools in the skill is not that of its preset.",
    ).toEqual([...(presets[preset] ?? [])].sort());
    const named = spansIn(written).map((span) => callOf(span).name);
    const used = named.filter((name) => tools.has(name));
    expect(
      used.filter((name) => presets[preset]?.includes(name) !== true),
      "The skill uses tools that its preset has not: name them in specs/toolsets.yaml.",
    ).toEqual([]);
    expect(written).toContain(`KESTRA_MCP_ENABLED_TOOLS=${preset}`);
  });

  it("marks in its list what can destroy something, and nothing else", () => {
    const marked = [...body.matchAll(/`(\w+)` \\\*/g)].map(([, name = ""]) => name);
    const destructive = (presets[preset] ?? []).filter(
      (name) => !readingPresets.includes(preset) && tools.get(name)?.annotations.destructiveHint === true,
    );
    expect(marked.toSorted(), "Mark each tool that destroys something in the skill, and no other.").toEqual(
      destructive.toSorted(),
    );
  });

  it("is short: at most 150 lines and 2,200 tokens", () => {
    expect(text.split("\n").length, "Shorten the skill.").toBeLessThanOrEqual(150);
    expect(countTokens(text), "Shorten the skill.").toBeLessThanOrEqual(2200);
  });

  it("says that what others wrote is data", () => {
    expect(written).toMatch(/\bdata\b|written by others/);
  });
});

describe("the skills for agents", () => {
  it("are for finding out, for writing and for operating", () => {
    expect([...skillNames].sort()).toEqual(["kestra-debug", "kestra-operate", "kestra-write"]);
  });

  it("are held to what is published", () => {
    expect(faultsIn("Look with `get_dashbord`.")).toEqual(["get_dashbord is nothing there."]);
    expect(faultsIn("Read `executon_id` of `diagnose`.")).toEqual(["executon_id is nothing there."]);
    expect(faultsIn("Use `kestra-debugg`.")).toEqual(["kestra-debugg is nothing there."]);
    expect(faultsIn("Set `KESTRA_MCP_ENABLED_TOOLS=observr`.")).toHaveLength(1);
    expect(faultsIn('Ask `diagnose {"execution": "a"}`.')).toEqual([
      "diagnose: data must NOT have additional properties",
    ]);
    expect(faultsIn('Ask `search_triggers {"state": "LAZY"}`.').join()).toContain("allowed values");
  });

  it("say how to read every value of certainty, and where each tool of the instance has its place", () => {
    const all = skills.map(({ written }) => written).join("\n\n");
    expect(certainties.size).toBe(2);
    expect(spansIn(all)).toEqual(expect.arrayContaining([...certainties]));
    const names = new Set(spansIn(all).map((span) => callOf(span).name));
    const instance = catalog.filter(({ toolset }) => toolset === "instance").map(({ name }) => name);
    expect(
      instance.filter((name) => !names.has(name)),
      "The skill names what is nothing on the instance: mend the name.",
    ).toEqual([]);
  });
});
