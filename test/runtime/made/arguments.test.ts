import { describe, expect, it } from "vitest";
import { argumentsParser } from "../../../runtime/made/arguments.ts";
import type { JsonSchema } from "../../../runtime/json/schema.ts";

const parser = (properties: Record<string, JsonSchema>, required: string[] = []) =>
  argumentsParser({
    inputSchema: { type: "object", properties, required, additionalProperties: false },
    names: { shown: "sent" },
    fixed: { namespace: "a" },
  });

describe("arguments of a tool that is made", () => {
  it("are given by the names of the inputs, with what is fixed", () => {
    const { data } = parser({ shown: { type: "string" } }).safeParse({ shown: "x" });
    expect(data).toEqual({ namespace: "a", inputs: { sent: "x" } });
    expect(parser({}).safeParse({}).data).toEqual({ namespace: "a" });
  });

  it.each<[string, JsonSchema, unknown, string]>([
    ["another type", { type: "integer" }, "1", "invalid_type"],
    ["a fraction", { type: "integer" }, 1.5, "invalid_type"],
    ["what is too small", { type: "integer", minimum: 2 }, 1, "too_small"],
    ["what is too big", { type: "number", maximum: 2 }, 3, "too_big"],
    ["another value", { type: "string", enum: ["a"] }, "b", "invalid_value"],
    ["a list in place of an object", { type: "object", additionalProperties: true }, [], "invalid_type"],
    ["a wrong item", { type: "array", items: { type: "string", enum: ["a"] } }, ["a", "b"], "invalid_value"],
    ["null", { type: "string" }, null, "invalid_type"],
  ])("may not be %s", (_, schema, value, code) => {
    const { error } = parser({ a: schema }).safeParse({ a: value });
    expect(error?.issues.map((issue) => issue.code)).toEqual([code]);
  });

  it("may not be missing or unknown, whatever they are called", () => {
    const { error } = parser({ ["constructor"]: { type: "string" } as const }, ["constructor"]).safeParse({
      toString: "x",
    });
    expect(error?.issues.map(({ code, path }) => [code, ...path])).toEqual([
      ["invalid_type", "constructor"],
      ["unrecognized_keys"],
    ]);
  });

  it("change no prototype", () => {
    const values = JSON.parse('{"__proto__": {"polluted": true}}') as object;
    expect(parser({}).safeParse(values).success).toBe(false);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
