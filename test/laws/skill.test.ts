import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { catalog } from "../../generated/catalog.ts";
import { skillPath } from "../../generator/docs/docs.ts";
import { listed } from "../../runtime/catalog/listing.ts";
import type { OpenSchema } from "../../runtime/json/schema.ts";
import { root } from "../support/source.ts";

const skill = readFileSync(join(root, skillPath), "utf8");
const [, head = "", body = ""] = /^---\n([^]*?)\n---\n([^]*)$/.exec(skill) ?? [];
const written = body.replace(/<!-- tools:start -->[^]*<!-- tools:end -->/, "");
const tools = new Map(catalog.map((tool) => [tool.name, listed(tool)]));
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
      if (tool === undefined)
        return known.has(name) || certainties.has(name) ? [] : [`${name} is nothing there.`];
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

describe("the skill for agents", () => {
  it("begins with what its format asks for: its folder's name, and when to use it", () => {
    const { name, description, ...more } = parse(head) as Record<string, string>;
    expect([name, more]).toEqual([skillPath.split("/").at(-2), {}]);
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(description?.length).toBeGreaterThan(100);
    expect(description?.length).toBeLessThanOrEqual(1024);
  });

  it("names only tools, arguments and results that there are, and only calls that the tools take", () => {
    expect(faultsIn(written)).toEqual([]);
    expect(spansIn(written).filter((span) => callOf(span).args !== undefined).length).toBeGreaterThan(8);
  });

  it("is held to what is published", () => {
    expect(faultsIn("Look with `get_dashbord`.")).toEqual(["get_dashbord is nothing there."]);
    expect(faultsIn("Read `executon_id` of `diagnose`.")).toEqual(["executon_id is nothing there."]);
    expect(faultsIn('Ask `diagnose {"execution": "a"}`.')).toEqual([
      "diagnose: data must NOT have additional properties",
    ]);
    expect(faultsIn('Ask `search_triggers {"state": "LAZY"}`.').join()).toContain("allowed values");
  });

  it("says how to read every value of certainty", () => {
    expect(certainties.size).toBe(2);
    expect(spansIn(written)).toEqual(expect.arrayContaining([...certainties]));
  });

  it("tells where each tool of the instance has its place, and lists every tool", () => {
    const names = (text: string): ReadonlySet<string> => new Set(spansIn(text).map((it) => callOf(it).name));
    const instance = catalog.filter(({ toolset }) => toolset === "instance").map(({ name }) => name);
    expect(instance.filter((name) => !names(written).has(name))).toEqual([]);
    expect([...tools.keys()].filter((name) => !names(body).has(name))).toEqual([]);
  });

  it("marks in its table what can destroy something, and nothing else", () => {
    const marked = [...body.matchAll(/`(\w+)` \\\*/g)].map(([, name]) => name);
    const destructive = [...tools].filter(([, { annotations }]) => annotations.destructiveHint);
    expect(marked.toSorted()).toEqual(destructive.map(([name]) => name).toSorted());
  });

  it("costs an agent at most 1,500 tokens", () => {
    expect(countTokens(skill)).toBeLessThanOrEqual(1500);
  });
});
