import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { choose } from "../../../../runtime/tool/choose.ts";
import { coerce, coerceProperties } from "../../../../runtime/call/arguments/coerce.ts";
import { RoundedNumber } from "../../../../runtime/json/foreign-json.ts";
import { inputOf, refuseUnknown, validate } from "../../../../runtime/call/arguments/input.ts";
import type { OpenSchema } from "../../../../runtime/json/schema.ts";
import { nearest } from "../../../../runtime/near-miss.ts";
import type { Behaviour } from "../../../../runtime/tool/definition.ts";
import { get, getBox, manageBox } from "../../support/tools.ts";

const labels: OpenSchema = { type: "object", additionalProperties: { type: "string" } };

describe("coercion", () => {
  test.each<[OpenSchema, unknown, unknown]>([
    [{ type: "integer" }, "5", 5],
    [{ type: "integer" }, " -12 ", -12],
    [{ type: "integer" }, "5.0", 5],
    [{ type: "integer" }, 5, 5],
    [{ type: "integer" }, "5.5", "5.5"],
    [{ type: "integer" }, "0x10", "0x10"],
    [{ type: "integer" }, "", ""],
    [{ type: "integer" }, "9007199254740993", "9007199254740993"],
    [{ type: "integer" }, true, true],
    [{ type: "number" }, "1.5e3", 1500],
    [{ type: "number" }, "0.1", 0.1],
    [{ type: "number" }, "12345678901234567890", "12345678901234567890"],
    [{ type: "number" }, "Infinity", "Infinity"],
    [{ type: "number" }, ".", "."],
    [{ type: "boolean" }, "True", true],
    [{ type: "boolean" }, "0", false],
    [{ type: "boolean" }, "off", false],
    [{ type: "boolean" }, 1, true],
    [{ type: "boolean" }, "perhaps", "perhaps"],
    [{ type: "boolean" }, 2, 2],
    [{ type: "string" }, 5, 5],
    [{ type: "string" }, "true", "true"],
    [{ type: "string", enum: ["FAILED", "LATE"] }, " late", "LATE"],
    [{ enum: ["flow", "Flow"] }, "FLOW", "FLOW"],
    [{ enum: ["flow", "Flow"] }, "Flow", "Flow"],
    [{ enum: ["FAILED"] }, "failing", "failing"],
    [{ type: "array", items: { type: "string", enum: ["WARN"] } }, "warn", ["WARN"]],
    [{}, "5", "5"],
    [{ type: ["integer", "null"] }, "5", 5],
    [{ type: "array" }, '["a"]', ["a"]],
    [{ type: "array", items: { type: "integer" } }, ["1", 2], [1, 2]],
    [{ type: "array" }, '{"a":1}', '{"a":1}'],
    [{ type: "object" }, '{"a":{"b":[1]}}', { a: { b: [1] } }],
    [{ type: "object" }, '{"a":9007199254740993}', { a: new RoundedNumber("9007199254740993") }],
    [{ type: "object" }, "{a: 1}", "{a: 1}"],
    [{ type: "object" }, [1], [1]],
    [{ type: "object" }, [{ key: "a", value: [1] }], { a: [1] }],
    [{ type: "object" }, [{ key: "a", value: 1, more: 2 }], [{ key: "a", value: 1, more: 2 }]],
    [{ type: "object", properties: {} }, ["a:b"], ["a:b"]],
    [
      { type: "object", properties: { n: { type: "integer" } } },
      { n: "5", m: null },
      { n: 5, m: null },
    ],
    [labels, [{ key: "a", value: "b" }, "c:d:e"], { a: "b", c: "d:e" }],
    [labels, ["a : b c "], { a: "b c" }],
    [labels, ["a:b", "a:c"], ["a:b", "a:c"]],
    [labels, ["no colon"], ["no colon"]],
    [labels, '["a:b"]', '["a:b"]'],
  ])("%j reads %j as %j", (schema, value, expected) => {
    expect(coerce(value, schema)).toEqual(expected);
  });

  test("null of what is optional is left out; of what is required or unknown it stays", () => {
    const schema: OpenSchema = {
      type: "object",
      properties: { a: { type: "string" }, b: {} },
      required: ["a"],
    };
    expect(coerceProperties({ a: null, b: null, c: null }, schema)).toEqual({ a: null, c: null });
  });

  test("a value that is valid already stays the same", () => {
    const typed: [OpenSchema, fc.Arbitrary<unknown>][] = [
      [{ type: "integer" }, fc.maxSafeInteger()],
      [{ type: "number" }, fc.double()],
      [{ type: "boolean" }, fc.boolean()],
      [{ type: "string" }, fc.string({ unit: "binary" })],
      [{ type: "array" }, fc.array(fc.jsonValue())],
      [{ type: "object" }, fc.dictionary(fc.string(), fc.jsonValue())],
      [labels, fc.dictionary(fc.string(), fc.string())],
      [{}, fc.jsonValue()],
    ];
    for (const [schema, values] of typed) {
      fc.assert(
        fc.property(values, (value) => {
          expect(coerce(value, schema)).toEqual(value);
        }),
      );
    }
  });

  test("a text read as a number is that number", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (whole) => {
        const read = coerce(String(whole), { type: "integer" });
        if (typeof read === "number") expect(BigInt(read)).toBe(whole);
        else expect(read).toBe(String(whole));
      }),
    );
  });
});

describe("messages", () => {
  const schema = z.strictObject({
    key: z.string().min(1).optional(),
    state: z.enum(["SUCCESS", "FAILED"]).optional(),
    size: z.int().min(1).max(100).optional(),
    ids: z.array(z.strictObject({ id: z.string() })).optional(),
    password: z.int().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    ok: z.boolean().optional(),
    code: z
      .string()
      .regex(/^[a-z]+$/)
      .optional(),
  });
  const published: OpenSchema = { properties: { password: { type: "integer" } } };
  const behaviour = { ...get, input: () => schema } as unknown as Behaviour;

  test.each([
    [{ key: 5 }, "key must be a string, not 5."],
    [{ key: "" }, 'key must have at least 1 character, not "".'],
    [{ state: "SUCESS" }, 'state must be one of SUCCESS, FAILED, not "SUCESS" (did you mean SUCCESS?).'],
    [{ state: 7 }, "state must be one of SUCCESS, FAILED, not 7."],
    [{ size: 500 }, "size must be at most 100, not 500."],
    [{ size: 0 }, "size must be at least 1, not 0."],
    [{ size: 1.5 }, "size must be an integer, not 1.5."],
    [{ ids: [{ id: "a" }, { id: 1 }] }, "ids[1].id must be a string, not 1."],
    [{ ids: [{}] }, "ids[0].id is required."],
    [{ ids: { a: 1 } }, "ids must be an array, not an object."],
    [{ labels: { a: 1 } }, "labels.a must be a string, not 1."],
    [{ ok: "perhaps" }, 'ok must be true or false, not "perhaps".'],
    [{ code: "A1" }, 'code must match /^[a-z]+$/, not "A1".'],
    [{ password: "canary" }, "password must be an integer, not what was given."],
    [{ key: 1, size: 0 }, "key must be a string, not 1; size must be at least 1, not 0."],
  ])("%j: %s", (values, message) => {
    expect(() => validate(behaviour, values, published)).toThrow(message);
  });

  test("a long value is clipped", () => {
    const thrown = (() => {
      try {
        validate(behaviour, { ok: "x".repeat(5000) });
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    })();
    expect(thrown).toContain("… (5000 characters)");
    expect(thrown.length).toBeLessThan(150);
  });
});

describe("actions", () => {
  const input = (values: Record<string, unknown>) => inputOf(manageBox, choose(manageBox, values), values);

  test("what the action needs is named with the action", () => {
    expect(() => input({ action: "put", box_id: "a" })).toThrow("label is required when action is put.");
    expect(() => input({ action: "put", box_id: "a", label: null })).toThrow(
      "label is required when action is put.",
    );
  });

  test("arguments of another action are refused, with the actions that take them", () => {
    expect(() => input({ action: "get", box_id: "a", label: "x" })).toThrow(
      "action get does not take label, which is for put: leave it out, or choose another action.",
    );
    expect(() => input({ action: "drop", box_id: "a", label: "x", force: "yes" })).toThrow(
      "does not take label",
    );
  });

  test("but for those that say nothing: empty, null, or the default", () => {
    expect(input({ action: "get", box_id: "a", label: "", force: null })).toEqual({ box_id: "a" });
  });

  test("a missing or unknown action lists them", () => {
    expect(() => choose(manageBox, {})).toThrow("action is required: one of get, put, drop.");
    expect(() => choose(manageBox, { action: "pt" })).toThrow(
      'action must be one of get, put, drop, not "pt". Did you mean put?',
    );
    expect(() => choose(manageBox, { action: "constructor" })).toThrow("action must be one of");
    expect(() => choose(manageBox, { action: ["get"] })).toThrow("action must be one of");
  });

  test("an unknown argument is refused, with its near miss", () => {
    expect(() => {
      refuseUnknown(getBox, { boxid: "a" });
    }).toThrow("there is no argument boxid. Did you mean box_id? It takes box_id.");
    expect(() => {
      refuseUnknown(getBox, JSON.parse('{"__proto__": 1}') as Record<string, unknown>);
    }).toThrow("there is no argument __proto__");
  });
});

describe("arguments of a size that no call needs", () => {
  const huge = "x".repeat(4_000_000);

  test("are refused before they are looked through", () => {
    const chosen = choose(getBox, {});
    const entries = { box_id: Array.from({ length: 10_001 }, () => 1) };
    expect(() => inputOf(getBox, chosen, entries)).toThrow("box_id has 10001 entries, and at most 10000");
  });

  test("are compared with no name", () => {
    expect(() => {
      refuseUnknown(getBox, { [huge]: 1 });
    }).toThrow(/there is no argument x{60}…\. It takes/);
    const long = "x".repeat(100);
    expect(nearest(long, [`${long}y`])).toBe(`${long}y`);
    expect(nearest(`${long}x`, [long])).toBeUndefined();
  });
});
