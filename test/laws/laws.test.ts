import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { budget, tokensOf } from "../../generator/tokens.ts";
import { catalog } from "../../generated/catalog.ts";
import { presets, toolsets } from "../../generated/toolsets.ts";
import type { OpenSchema } from "../../runtime/json/schema.ts";
import { listed } from "../../runtime/catalog/listing.ts";
import { behavioursOf } from "../../runtime/catalog/narrow.ts";
import { isChoice, isComposite, type ToolDefinition } from "../../runtime/tool/definition.ts";
import { skips } from "../e2e/skips.ts";
import { root } from "../support/source.ts";
import { official, type OfficialArgument } from "./official.ts";
import { makers } from "./support/makers.ts";
import { readSpecs } from "./support/specs.ts";

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const wire = catalog.map(listed);

/** Every schema in a schema, with its path. */
function within(schema: OpenSchema, path: string): readonly (readonly [string, OpenSchema])[] {
  const { properties = {}, items, additionalProperties: rest } = schema;
  return [
    [path, schema],
    ...Object.entries(properties).flatMap(([name, it]) => within(it, `${path}.${name}`)),
    ...(items === undefined ? [] : within(items, `${path}[]`)),
    ...(typeof rest === "object" ? within(rest, `${path}.*`) : []),
  ];
}

const inputs = catalog.flatMap((tool) => within(tool.inputSchema, tool.name));
const outputs = catalog.flatMap((tool) => within(tool.outputSchema, tool.name));

describe("names", () => {
  it("are what every client takes, and each is one tool's", () => {
    const names = catalog.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    for (const name of names) expect(name, "Rename the file.").toMatch(/^[a-z][a-z0-9_]{0,51}$/);
    expect(new Set(names).size, "Two tools have one name: rename a file in specs/.").toBe(names.length);
  });

  it("of arguments are snake_case or what the official server calls them, of at most 52 characters", () => {
    for (const tool of catalog) {
      for (const name of Object.keys(tool.inputSchema.properties)) {
        const known = Object.hasOwn(official[tool.name] ?? {}, name);
        expect(name, tool.name).toMatch(known ? /^\w{1,52}$/ : /^[a-z][a-z0-9_]{0,51}$/);
      }
    }
  });

  it("of files are the tools' names, in a folder that is their toolset", () => {
    const specs = readSpecs().map(({ name, toolset }) => `${toolset}/${name}`);
    const all = [...catalog, ...makers];
    expect(all.map(({ name, toolset }) => `${toolset}/${name}`).sort(), "Run npm run generate.").toEqual(
      [...specs].sort(),
    );
    for (const { toolset } of catalog)
      expect(Object.keys(toolsets), "Add the toolset to specs/toolsets.yaml.").toContain(toolset);
  });
});

describe("descriptions", () => {
  it("say what a tool does, in a few sentences", () => {
    for (const { name, title, description } of wire) {
      expect(description.length, name).toBeGreaterThan(20);
      expect(description.length, name).toBeLessThanOrEqual(500);
      expect(description, name).toMatch(/^[A-Z][^]*[.!?]$/);
      expect(description, name).not.toMatch(/\n|\s{2}/);
      expect(title, name).toMatch(/^[A-Z][A-Za-z ]+$/);
    }
  });

  it("say what each argument is", () => {
    for (const { name, inputSchema } of catalog) {
      for (const [argument, { description = "" }] of Object.entries(inputSchema.properties)) {
        expect(description, `${name}.${argument}`).not.toBe("");
        expect(description.length, `${name}.${argument}`).toBeLessThanOrEqual(200);
      }
    }
  });

  it("name only tools, arguments and results that exist", () => {
    const tools = catalog.map(({ name }) => name);
    const unknown = catalog.flatMap((tool) => {
      const known = new Set([
        ...tools,
        ...[...within(tool.inputSchema, ""), ...within(tool.outputSchema, "")].flatMap(([path]) =>
          path.split(/[.[]/),
        ),
      ]);
      return textsOf(tool.name)
        .flatMap((text) => text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [])
        .filter(
          (word) =>
            !known.has(word) && !actionsOf(tool.name).includes(word) && !codeOf(tool).includes(`"${word}"`),
        )
        .map((word) => `${tool.name}: ${word}`);
    });
    expect(unknown, "Name only what there is, or write the words apart.").toEqual([]);
  });

  /** All that an agent may read of a tool: its descriptions, and what it advises. */
  function textsOf(name: string): readonly string[] {
    const tool = catalog.find((it) => it.name === name);
    const advice =
      tool === undefined
        ? []
        : behavioursOf(tool)
            .flatMap((it) => (isComposite(it) ? Object.values(it.calls) : [it]))
            .map((it) => JSON.stringify(it.advice ?? {}));
    const schemas = [...inputs, ...outputs].filter(([path]) => path.split(/[.[]/)[0] === name);
    return [tool?.description ?? "", ...advice, ...schemas.map(([, { description = "" }]) => description)];
  }

  /** Constants of results stand in what was generated, in the requests that it shares with others, and in steps. */
  function codeOf({ toolset, name }: ToolDefinition): string {
    const read = (file: string) =>
      existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "";
    const own = read(`generated/${toolset}/${name}.ts`);
    const shared = [...own.matchAll(/from "\.\.\/(operations\/[\w-]+\.ts)"/g)].map(([, file = ""]) => file);
    return [
      own,
      ...shared.map((file) => read(`generated/${file}`)),
      read(`specs/${toolset}/${name}.ts`),
    ].join("\n");
  }

  function actionsOf(name: string): readonly string[] {
    const behaviour = catalog.find((it) => it.name === name)?.behaviour;
    return behaviour !== undefined && isChoice(behaviour) ? Object.keys(behaviour.actions) : [];
  }
});

describe("hints", () => {
  it("are what the effects say, all four", () => {
    for (const tool of catalog) {
      const effects = behavioursOf(tool).map(({ effect }) => effect);
      const { annotations } = listed(tool);
      expect(annotations, tool.name).toEqual({
        readOnlyHint: effects.every((effect) => effect === "read"),
        destructiveHint: effects.includes("destructive"),
        idempotentHint: behavioursOf(tool).every(({ idempotent }) => idempotent),
        openWorldHint:
          effects.some((effect) => effect !== "read") ||
          behavioursOf(tool).some(({ services }) => services !== undefined),
      });
    }
  });

  it("of steps are never weaker than those of their calls", () => {
    const order = ["read", "write", "destructive"];
    for (const tool of catalog) {
      for (const behaviour of behavioursOf(tool)) {
        if (!isComposite(behaviour)) continue;
        for (const [call, { effect }] of Object.entries(behaviour.calls)) {
          expect(order.indexOf(behaviour.effect), `${tool.name}.${call}`).toBeGreaterThanOrEqual(
            order.indexOf(effect),
          );
        }
      }
    }
  });
});

describe("schemas", () => {
  const taken = new Set([
    ...["type", "title", "description", "default", "enum", "minimum", "maximum", "minLength", "maxLength"],
    ...["pattern", "minItems", "maxItems", "items", "properties", "required", "additionalProperties"],
  ]);

  it("are valid, and use only what every client reads", () => {
    for (const [path, schema] of [...inputs, ...outputs]) {
      expect(
        Object.keys(schema).filter((key) => !taken.has(key)),
        path,
      ).toEqual([]);
      expect(ajv.validateSchema(schema), path).toBe(true);
    }
  });

  it("take one flat object, and nothing that they do not name", () => {
    for (const { name, inputSchema } of catalog) {
      expect(inputSchema, name).toMatchObject({ type: "object", additionalProperties: false });
    }
  });

  it("name in `required` what is there and has no default; every default is valid", () => {
    for (const [path, { properties = {}, required = [] }] of inputs) {
      for (const name of required) {
        expect(Object.keys(properties), path).toContain(name);
        expect(properties[name], `${path}.${name}`).not.toHaveProperty("default");
      }
      for (const [name, schema] of Object.entries(properties)) {
        if (schema.default !== undefined)
          expect(ajv.validate(schema, schema.default), `${path}.${name}`).toBe(true);
      }
    }
  });

  it("of outputs stay open: Kestra may answer more than we know", () => {
    for (const [path, { type, enum: values, additionalProperties: rest }] of outputs) {
      expect(values, path).toBeUndefined();
      if (type === "object") expect(rest, path).not.toBe(false);
    }
    for (const { name, outputSchema } of catalog) expect(outputSchema.type, name).toBe("object");
  });

  it("of actions offer just the actions that there are", () => {
    for (const { name, behaviour, inputSchema } of catalog) {
      if (!isChoice(behaviour)) continue;
      expect(inputSchema.properties[behaviour.by]?.enum, name).toEqual(Object.keys(behaviour.actions));
    }
  });
});

describe("budgets", () => {
  const costs = catalog.map((tool) => ({ name: tool.name, tokens: tokensOf(tool) }));

  it("no tool costs more than it may", () => {
    expect(
      costs.filter(({ tokens }) => tokens > budget.most),
      "Shorten what the tool and its arguments say.",
    ).toEqual([]);
  });

  it("the default list of an open-source instance costs at most 10,000 tokens", () => {
    const shown = catalog.filter(
      ({ toolset }) => toolsets[toolset]?.default === true && toolsets[toolset].edition === undefined,
    );
    expect(
      shown.reduce((sum, tool) => sum + tokensOf(tool), 0),
      "Shorten descriptions, or put the tool into a toolset that is off.",
    ).toBeLessThanOrEqual(budget.list);
  });

  it.each([
    ["instance", 2500],
    ["catalog", 1600],
  ])("the toolset %s alone costs at most %i tokens", (name, most) => {
    const own = catalog.filter(({ toolset }) => toolset === name);
    expect(own.length, "It has no tool.").toBeGreaterThan(0);
    expect(
      own.reduce((sum, tool) => sum + tokensOf(tool), 0),
      "Shorten its descriptions.",
    ).toBeLessThanOrEqual(most);
  });
});

describe("the official server's clients", () => {
  for (const [name, written] of Object.entries(official)) {
    it(`find ${name} as they know it`, () => {
      const tool = catalog.find((it) => it.name === name);
      if (tool === undefined) throw new Error(`${name} is missing.`);
      const { properties, required = [] } = tool.inputSchema;
      for (const [argument, spoken] of Object.entries(written)) {
        const { type, enum: values, default: preset } = properties[argument] ?? {};
        const expected: OfficialArgument = spoken;
        expect(Object.keys(properties), argument).toContain(argument);
        if (expected.type !== "any") expect(type, argument).toBe(expected.type);
        if (expected.enum !== undefined) expect(values, argument).toEqual(expected.enum);
        if (expected.required !== true) expect(required, argument).not.toContain(argument);
        if (expected.default !== undefined) expect(preset, argument).toEqual(expected.default);
      }
      for (const argument of required) expect(written[argument]?.required, argument).toBe(true);
    });
  }

  it("can ask for exactly their tools", () => {
    expect(presets.official?.filter((name) => catalog.some((tool) => tool.name === name))).toEqual(
      expect.arrayContaining(Object.keys(official)),
    );
  });
});

describe("end-to-end tests", () => {
  const folder = join(root, "test/e2e");
  const text = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");

  it("call every tool, and every action by its name", () => {
    const names = catalog.flatMap(({ name, behaviour }) => [
      name,
      ...(isChoice(behaviour) ? Object.keys(behaviour.actions) : []),
    ]);
    expect(
      names.filter((name) => !text.includes(`"${name}"`)),
      "Call it in test/e2e/: CONTRIBUTING.md, step 5.",
    ).toEqual([]);
  });

  it("that are skipped exist", () => {
    const named = skips.map(({ test }) => test.split(":")[0] ?? test);
    const gone = named.filter(
      (name) => !text.includes(`check("${name}`) && !text.includes(`check(\`${name}`),
    );
    expect(gone, "Rename it in test/e2e/skips.ts, too, or take it away there.").toEqual([]);
  });
});
