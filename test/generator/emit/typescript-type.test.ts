import { describe, expect, it } from "vitest";
import { typescriptType } from "../../../generator/emit/code/typescript-type.ts";
import type { OpenSchema } from "../../../runtime/json/schema.ts";

describe("typescriptType", () => {
  it.each<[OpenSchema, string]>([
    [{}, "unknown"],
    [{ type: "integer" }, "number"],
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "string", enum: ["a", "b"] }, '"a" | "b"'],
    [{ type: "object" }, "object"],
    [{ type: "object", additionalProperties: { type: "boolean" } }, "Readonly<Record<string, boolean>>"],
    [{ type: "array" }, "readonly unknown[]"],
    [{ type: "array", items: { type: ["number", "null"] } }, "readonly (number | null)[]"],
    [
      { type: "array", items: { type: "array", items: { type: "string" } } },
      "readonly (readonly string[])[]",
    ],
    [
      {
        type: "object",
        properties: { "a-b": { type: "string" }, c: {}, d: { type: "string" } },
        required: ["d"],
      },
      '{ readonly "a-b"?: string | null | undefined; readonly c?: unknown; readonly d: string }',
    ],
    [
      {
        type: "array",
        items: { type: ["object", "null"], properties: { a: { type: "string" } }, required: ["a"] },
      },
      "readonly ({ readonly a: string } | null)[]",
    ],
  ])("%j", (schema, type) => {
    expect(typescriptType(schema)).toBe(type);
  });
});
