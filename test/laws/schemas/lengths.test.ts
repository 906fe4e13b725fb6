import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { choose } from "../../../runtime/tool/choose.ts";
import { InputError } from "../../../runtime/errors.ts";
import { inputOf } from "../../../runtime/call/arguments/input.ts";
import type { JsonSchema } from "../../../runtime/json/schema.ts";
import { requireBounded } from "../../../runtime/call/arguments/lengths.ts";
import { limits } from "../../../runtime/limits.ts";
import { isChoice, type ToolDefinition } from "../../../runtime/tool/definition.ts";

interface Argument {
  readonly tool: ToolDefinition;
  readonly name: string;
  readonly schema: JsonSchema;
  /** For a tool with actions: one that takes it. */
  readonly pick: Readonly<Record<string, string>>;
}

const args: readonly Argument[] = catalog.flatMap((tool) =>
  Object.entries(tool.inputSchema.properties)
    .filter(([name]) => !(isChoice(tool.behaviour) && tool.behaviour.by === name))
    .map(([name, schema]) => ({ tool, name, schema, pick: pickOf(tool, name) })),
);

function pickOf({ behaviour }: ToolDefinition, argument: string): Readonly<Record<string, string>> {
  if (!isChoice(behaviour)) return {};
  const takes = ([, { input }]: (typeof behaviours)[number]) =>
    Object.hasOwn((input() as unknown as { readonly shape: object }).shape, argument);
  const behaviours = Object.entries(behaviour.actions);
  return { [behaviour.by]: behaviours.find(takes)?.[0] ?? "" };
}

/** Why a value of one argument is refused. */
function refusal({ tool, name, pick }: Argument, value: unknown): string {
  const values = { ...pick, [name]: value };
  try {
    inputOf(tool, choose(tool, values), values);
    return "";
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message;
  }
}

const mostOf = ({ tool, name, schema }: Argument) =>
  schema.maxLength ?? (tool.longTexts?.includes(name) === true ? limits.longText : limits.text);

const a = (length: number) => "a".repeat(length);
const tooMany = Array.from({ length: limits.entries + 1 }, (_, i) => `k${i}`);
const entries = `has ${limits.entries + 1} entries, and at most ${limits.entries} are taken`;

describe("every argument of every tool", () => {
  it.each(args)("has a limit: $tool.name $name", (argument) => {
    const { name, schema } = argument;
    const most = mostOf(argument);
    switch (schema.type) {
      case "string": {
        const told = refusal(argument, a(most + 1));
        expect(told).toMatch(new RegExp(`^${name} .*\\b${most + 1} characters`));
        expect(told).toMatch(new RegExp(`at most ${most}\\b`));
        if (schema.enum === undefined && schema.pattern === undefined)
          expect(refusal(argument, a(most))).not.toContain("at most");
        break;
      }
      case "array":
        expect(refusal(argument, tooMany)).toContain(`${name} ${entries}`);
        expect(refusal(argument, JSON.stringify(tooMany))).toContain(`${name} ${entries}`);
        expect(refusal(argument, [a(most + 1)])).toContain(`${name}[0] has ${most + 1} characters`);
        expect(refusal(argument, [{ b: [a(most + 1)] }])).toContain(`has ${most + 1} characters`);
        break;
      case "object": {
        const half = limits.longText / 2;
        const large = { a: a(half), b: [a(half)] };
        const told = `${name} has ${limits.longText + 2} characters, and at most ${limits.longText} are taken`;
        expect(refusal(argument, Object.fromEntries(tooMany.map((key) => [key, ""])))).toContain(entries);
        expect(refusal(argument, { in: tooMany })).toContain(entries);
        expect(refusal(argument, `{"in":${JSON.stringify(tooMany)}}`)).toContain(entries);
        expect(refusal(argument, large)).toContain(told);
        break;
      }
      case "integer":
      case "number":
      case "boolean":
        expect(refusal(argument, a(limits.text + 1))).toContain(`${name} has ${limits.text + 1} characters`);
    }
  });
});

it("a tool that says nothing of it has the limits of all", () => {
  const free = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), free), fc.string(), (values, name) => {
      const inputSchema = { type: "object", properties: { [name]: { type: "string" } } } as const;
      requireBounded({ inputSchema }, values);
      for (const value of [a(limits.text + 1), [[a(limits.text + 1)]], { b: a(limits.text + 1) }, tooMany])
        expect(() => {
          requireBounded({ inputSchema }, { ...values, [name]: value });
        }).toThrow(/at most 10+ are taken/);
    }),
  );
});
