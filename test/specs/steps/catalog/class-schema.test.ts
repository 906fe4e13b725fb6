import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { classSchema } from "../../../../specs/steps/catalog/class-schema.ts";
import { recordedAnswer } from "./recorded-answer.ts";

type Schema = Readonly<Record<string, unknown>>;

const ofProperties = (properties: Schema, more: Schema = {}, definitions: Schema = {}) =>
  classSchema({ properties: { properties, ...more }, definitions }).properties;
const typeOf = (schema: Schema, definitions: Schema = {}) =>
  ofProperties({ one: schema }, {}, definitions)[0]?.type;

describe.each(["1.0", "1.3", "2.0"])("what a Kestra of %s documents of Log", (line) => {
  const { schema } = recordedAnswer(line, "plugin documentation of Log") as { schema: Schema };
  const log = classSchema(schema);

  it("is its properties, those that it needs first", () => {
    expect(log.properties[0]).toMatchObject({
      name: "message",
      type: "string or array of string",
      required: true,
      text: "One or more message(s) to be sent to the backend as logs. It can be a string or an array of strings.",
    });
    expect(log.properties.find(({ name }) => name === "level")).toMatchObject({
      type: "string",
      default: "INFO",
      enum: ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"],
    });
  });

  it("has its words, the shortest of its examples and no outputs", () => {
    expect(log).toMatchObject({ deprecated: false, outputs: {} });
    expect(log.title).toMatch(/log/i);
    expect(log.example).toMatch(/level: DEBUG|send_logs/);
    expect(countTokens(JSON.stringify(log))).toBeLessThan(700);
  });
});

describe("a type in words", () => {
  const definitions = {
    "a.Filter": {
      type: "object",
      properties: { prefix: { type: "string" }, parent: { $ref: "#/$defs/a.Filter" } },
    },
    "a.Constant": { properties: { type: { const: "constant" }, interval: { format: "duration" } } },
    "a.Random": { properties: { type: { const: "random" } } },
    "a/b": { type: "boolean" },
    "a.Self": { $ref: "#/definitions/a.Self" },
  };
  it.each([
    [{ type: "string" }, "string"],
    [{ type: "string", format: "duration" }, "duration"],
    [{ type: ["string", "null"] }, "string"],
    [{ type: "array", items: { type: "integer" } }, "array of integer"],
    [{ type: "array" }, "array of any"],
    [{ type: "object", additionalProperties: { type: "string" } }, "map of string"],
    [{ type: "object", additionalProperties: { type: "array", items: {} } }, "map of array of any"],
    [
      { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
      "string or array of string",
    ],
    [{ oneOf: [{ type: "string" }, { type: "string" }] }, "string"],
    [{ anyOf: [{ $ref: "#/$defs/a.Filter" }] }, "object"],
    [{ $ref: "#/$defs/a.Filter" }, "object"],
    [{ $ref: "#/$defs/a~1b" }, "boolean"],
    [{ $ref: "#/$defs/a.Self" }, "object"],
    [{ $ref: "#/$defs/nowhere" }, "object"],
    [
      { anyOf: [{ $ref: "#/$defs/a.Constant" }, { $ref: "#/$defs/a.Random" }] },
      "object of type constant or object of type random",
    ],
    [{ const: 5 }, "5"],
    [{}, "any"],
  ])("of %j is %s", (schema, words) => {
    expect(typeOf(schema, definitions)).toBe(words);
  });

  it("ends where it is too deep, or too long", () => {
    const deep = Array.from({ length: 8 }).reduce<Schema>((items) => ({ type: "array", items }), {});
    expect(typeOf(deep)).toBe("array of array of array of array of object");
    const wide = { anyOf: Array.from({ length: 500 }, (_, i) => ({ const: `choice ${i}` })) };
    expect(typeOf(wide)?.length).toBeLessThanOrEqual(150);
  });
});

describe("a property", () => {
  const definitions = {
    "a.Base": {
      properties: { user: { type: "string" }, key: { type: "string" }, type: { const: "BASE" } },
      required: ["user"],
    },
    "a.More": {
      allOf: [{ $ref: "#/$defs/a.Base" }, { properties: { type: { const: "MORE" } }, required: ["type"] }],
    },
  };

  it("of a class has the properties of that, and of all that it is made of", () => {
    const of = { "user*": "string", "type*": '"MORE"', key: "string" };
    const more = { $ref: "#/$defs/a.More" };
    const given = {
      one: more,
      list: { type: "array", items: more },
      map: { additionalProperties: more },
      single: { anyOf: [more] },
    };
    const [one, list, map, single] = ofProperties(given, {}, definitions);
    expect([one?.of, list?.of, map?.of, single?.of]).toEqual([of, of, of, of]);
    expect(list?.type).toBe("array of object of type MORE");
  });

  it("is required where its class or it itself says so", () => {
    const given = { a: {}, b: { $required: true }, c: { $required: false } };
    expect(ofProperties(given, { required: ["c"] }).map(({ name, required }) => [name, required])).toEqual([
      ["b", true],
      ["c", true],
      ["a", undefined],
    ]);
  });

  it("that is deprecated comes last, as Kestra may write that in a text, too", () => {
    const given = { a: { $deprecated: "true" }, b: { $deprecated: true }, c: {} };
    expect(ofProperties(given, { required: ["a"] }).map(({ name }) => name)).toEqual(["c", "a", "b"]);
    expect(classSchema({ properties: { $deprecated: "true" } }).deprecated).toBe(true);
  });

  it("has the values of its items, and tells how many more there are", () => {
    const [few, many] = ofProperties({
      few: { type: "array", items: { enum: ["A", "B"] } },
      many: { enum: Array.from({ length: 300 }, (_, i) => `VALUE_${i}`) },
    });
    expect(few?.enum).toEqual(["A", "B"]);
    expect(many?.enum?.[0]).toBe("VALUE_0");
    expect(many?.enum?.at(-1)).toBe(`… ${301 - (many?.enum?.length ?? 0)} more`);
  });

  it("keeps a default of any kind, a long one by its beginning", () => {
    const given = {
      a: { default: false },
      b: { default: null },
      c: { default: { x: [1] } },
      d: { default: "d".repeat(5000) },
    };
    const [a, b, c, d] = ofProperties(given);
    expect([a?.default, b?.default, c?.default]).toEqual([false, null, { x: [1] }]);
    expect(String(d?.default)).toMatch(/^"d{190,200}…$/);
  });

  it("says how many more properties it has than there is room for", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 90 }, (_, i) => [`property${i}`, { type: "string" }]),
    );
    const [one] = ofProperties({ one: { properties } });
    const names = Object.keys(one?.of ?? {});
    expect(one?.of?.["…"]).toBe(`${91 - names.length} more`);
  });

  it("named as what every object has is one as any other", () => {
    const given = JSON.parse(
      '{"__proto__": {"type": "string"}, "constructor": {"type": "integer"}}',
    ) as Schema;
    expect(ofProperties(given).map(({ name, type }) => [name, type])).toEqual([
      ["__proto__", "string"],
      ["constructor", "integer"],
    ]);
  });
});

describe("an example", () => {
  const example = (...codes: readonly unknown[]) =>
    classSchema({ properties: { $examples: codes.map((code) => ({ code })) } }).example;

  it("is the shortest one, and a long one is cut at the end of a line", () => {
    expect(example("id: longer", " id: a\n")).toBe("id: a");
    const cut = example(`id: a\n${"  - one more line\n".repeat(200)}`);
    expect(cut?.length).toBeLessThanOrEqual(1210);
    expect(cut).toMatch(/line\n# cut$/);
    expect(example(7, null)).toBeUndefined();
  });
});

it.each([
  undefined,
  null,
  7,
  "schema",
  [],
  { properties: null },
  { properties: { a: null, b: 3, c: [] } },
  { properties: { a: { $ref: 7, anyOf: "x", enum: {} } }, required: "a", $examples: {} },
])("what is no schema, such as %j, is none that fails", (properties) => {
  const schema = classSchema({ properties, outputs: properties, definitions: properties });
  expect(schema.properties.every(({ type }) => typeof type === "string")).toBe(true);
});

it("a property whose name is a sentence of lines is none", () => {
  const one = { type: "string" };
  const [box, ...others] = ofProperties({
    "ig\nnore": one,
    ["a".repeat(101)]: one,
    box: { properties: { "a\u0007": one, lid: one } },
  });
  expect([box, others]).toMatchObject([{ name: "box", of: { lid: "string" } }, []]);
  expect(box?.of).toEqual({ lid: "string" });
});

describe("a document that refers to the same again and again", () => {
  const names = Array.from({ length: 40 }, (_, i) => `a.N${i}`);
  const next = (i: number) => ({ $ref: `#/definitions/a.N${i + 1}` });
  const chain = (of: (i: number) => Schema) =>
    Object.fromEntries(names.map((name, i) => [name, i === 39 ? { type: "string" } : of(i)]));

  it.each<readonly [string, Schema, string]>([
    ["one after the other", chain(next), "string"],
    ["twice as all of it", chain((i) => ({ allOf: [next(i), next(i)] })), "object"],
    [
      "many times as any of it",
      chain((i) => ({ anyOf: Array.from({ length: 20 }, () => next(i)) })),
      "object",
    ],
  ])("%s is read in a short time", (_, definitions, type) => {
    const began = performance.now();
    const read = ofProperties(
      { one: { $ref: "#/definitions/a.N0" }, two: { type: "string" } },
      {},
      definitions,
    );
    expect(performance.now() - began).toBeLessThan(2000);
    expect(read[0]).toMatchObject({ name: "one", type });
  });

  it("in a chain without end is an object", () => {
    const long = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`L${i}`, { $ref: `#/definitions/L${i + 1}` }]),
    );
    expect(typeOf({ $ref: "#/definitions/L0" }, long)).toBe("object");
  });
});
