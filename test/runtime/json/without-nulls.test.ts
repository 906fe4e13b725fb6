import { describe, expect, test } from "vitest";
import type { ObjectSchema } from "../../../runtime/json/schema.ts";
import { withoutNulls } from "../../../runtime/json/without-nulls.ts";

const schema: ObjectSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    inputs: { type: "object", additionalProperties: true },
    rows: {
      type: "array",
      items: {
        type: "object",
        properties: { end: { type: "string" }, state: { type: "object", properties: {} } },
      },
    },
  },
};

describe("an output", () => {
  test("has no key that is null where its schema says a type", () => {
    expect(
      withoutNulls({ id: null, rows: [{ end: null, state: null }, { end: "a" }], inputs: null }, schema),
    ).toEqual({
      rows: [{}, { end: "a" }],
    });
  });

  test("keeps what a user wrote, and what no schema names", () => {
    const given = { inputs: { a: null, b: [null] }, value: null, rows: [{ other: null }] };
    expect(withoutNulls(given, schema)).toEqual(given);
  });

  test("keeps keys such as __proto__", () => {
    const given = JSON.parse('{"__proto__": null, "constructor": null}') as Record<string, null>;
    expect(Object.keys(withoutNulls(given, schema))).toEqual(["__proto__", "constructor"]);
  });
});
