import { describe, expect, it } from "vitest";
import { zodSource } from "../../../generator/emit/code/zod-source.ts";
import type { OpenSchema } from "../../../runtime/json/schema.ts";
import { evaluateZod } from "./evaluate-zod.ts";

describe("zodSource", () => {
  it.each<[OpenSchema, string]>([
    [{ type: "string" }, "z.string()"],
    [{ type: "string", minLength: 1 }, "z.string().min(1)"],
    [{ type: "string", minLength: 2, maxLength: 9 }, "z.string().check(characters({ min: 2, max: 9 }))"],
    [{ type: "string", pattern: "^a/b$" }, "z.string().regex(/^a\\/b$/u)"],
    [{ type: "string", enum: ["a", "b"] }, 'z.enum(["a","b"])'],
    [{ type: "string", enum: ["a", "abc"], maxLength: 1 }, 'z.literal("a")'],
    [{ type: ["string", "null"] }, "z.string().nullable()"],
    [{ type: ["string", "null"], enum: ["a", "b"] }, 'z.enum(["a","b"])'],
    [{ type: "integer" }, "z.number().check(integer)"],
    [{ type: "integer", minimum: 1, maximum: 100 }, "z.int().gte(1).lte(100)"],
    [{ type: "number", minimum: 0.5 }, "z.number().gte(0.5)"],
    [{ type: "boolean", description: "Yes or no." }, "z.boolean()"],
    [{ type: "array", maxItems: 2 }, "z.array(anyJson()).max(2)"],
    [{}, "anyJson()"],
    [{ type: "object" }, "anyObject()"],
    [{ type: "object", additionalProperties: { type: "string" } }, "record(z.string())"],
    [
      { type: "object", properties: { a: {} }, required: ["a"] },
      "z.object({ a: anyJson() }).catchall(anyJson())",
    ],
    [
      { type: "object", properties: { "a-b": { type: ["number", "null"] } }, additionalProperties: false },
      'z.strictObject({ "a-b": z.number().nullish() })',
    ],
    [
      {
        type: "object",
        properties: { a: { type: "string", default: "\u2028" } },
        additionalProperties: false,
      },
      'z.strictObject({ a: z.string().default("\\u2028") })',
    ],
  ])("%j", (schema, text) => {
    expect(zodSource(schema).text).toBe(text);
  });

  it("fills a default in for an optional property, and requires one that is required", () => {
    const properties = { a: { type: "integer", default: 3 } } as const;
    const optional = evaluateZod(zodSource({ type: "object", properties }));
    const required = evaluateZod(zodSource({ type: "object", properties, required: ["a"] }));
    expect(optional.parse({})).toEqual({ a: 3 });
    expect(required.safeParse({}).success).toBe(false);
  });

  it("drops or keeps the keys that a schema does not name", () => {
    const schema = { type: "object", properties: { a: { type: "string" } } } as const;
    const value = { a: "x", b: [1] };
    expect(evaluateZod(zodSource(schema, "drop")).parse(value)).toEqual({ a: "x" });
    expect(evaluateZod(zodSource(schema, "keep")).parse(value)).toEqual(value);
  });

  it("reads a property called __proto__ as any other", () => {
    const schema = {
      type: "object",
      properties: { ["__proto__"]: { type: "string" } },
      required: ["__proto__"],
    } as const;
    const zod = evaluateZod(zodSource(schema));
    const value: unknown = JSON.parse('{"__proto__":"x","b":1}');
    expect(JSON.stringify(zod.parse(value))).toBe('{"__proto__":"x","b":1}');
    expect(zod.safeParse({}).success).toBe(false);
    expect(zod.safeParse(JSON.parse('{"__proto__":1}')).success).toBe(false);
  });

  it("tells where in a nested object something is wrong", () => {
    const schema = {
      type: "object",
      properties: {
        constructor: { type: "object", properties: { a: { type: "integer" } }, required: ["a"] },
      },
      additionalProperties: { type: "array", items: { type: "string" } },
    } as const;
    const zod = evaluateZod(zodSource(schema));
    const issues = zod.safeParse({ constructor: { a: "1" }, b: ["x", 2] }).error?.issues;
    expect(issues?.map((issue) => [issue.code, ...issue.path])).toEqual([
      ["invalid_type", "constructor", "a"],
      ["invalid_type", "b", 1],
    ]);
  });

  it("counts a text's characters in its message", () => {
    const issue = evaluateZod(zodSource({ type: "string", minLength: 2 })).safeParse("😀").error?.issues[0];
    expect(issue).toMatchObject({ code: "too_small", origin: "string", minimum: 2 });
  });

  it.each<[string, object]>([
    ["format", { type: "string", format: "date" }],
    ["anyOf", { anyOf: [{ type: "string" }] }],
    ["minimum", { type: "string", minimum: 1 }],
    ["minLength", { minLength: 1 }],
    ["a is required", { type: "object", required: ["a"] }],
    ["$ref", { type: "array", items: { $ref: "#/a" } }],
    ["Invalid regular expression", { type: "string", pattern: "\\p{Alnum}" }],
  ])("refuses what is outside our subset: %s", (told, schema) => {
    expect(() => zodSource(schema as OpenSchema)).toThrow(told);
  });
});
