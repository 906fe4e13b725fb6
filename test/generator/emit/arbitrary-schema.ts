import fc from "fast-check";
import type { Json } from "../../../runtime/json.ts";
import type { OpenSchema, JsonTypeName } from "../../../runtime/json/schema.ts";

const hostileKeys = [
  "__proto__",
  "constructor",
  "toString",
  "filters[q][EQUALS]",
  "a-b",
  "",
  "1",
  "\u2028",
  "`${x}`",
];
const patterns = ["^a", "b$", "^[a-z]+$", "^\\p{L}*$", "^.{2}$", "/", "\u2028", "^(?:é|😀)?$", "^$"];
const texts = [
  "",
  "a",
  "ab",
  "abc",
  "😀",
  "😀😀",
  "\ud83d",
  "\ude00\ud83d",
  "é",
  "/",
  "\u2028",
  "__proto__",
  "1",
  "null",
];
const numbers = [
  0,
  -0,
  1,
  1.5,
  -1,
  3,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  -(2 ** 53) + 1,
  1e21,
  1e308,
  5e-324,
];

const key = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "c") },
  fc.constantFrom(...hostileKeys),
);
const text = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: "binary", maxLength: 4 }));
const number = fc.oneof(
  fc.constantFrom(...numbers),
  fc.integer({ min: -4, max: 4 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const size = fc.nat(3);

/** Any JSON value, as `JSON.parse` gives it: a key `__proto__` is an own key. */
export const anyValue: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false),
    number,
    text,
    fc.array(tie("json"), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie("json")), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
  ),
})).json;

function maybe<T>(keyword: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.option(value, { nil: undefined }).map((it) => (it === undefined ? {} : { [keyword]: it }));
}

function schemaOf(
  type: JsonTypeName | undefined,
  ...parts: fc.Arbitrary<OpenSchema>[]
): fc.Arbitrary<OpenSchema> {
  const enums = fc.uniqueArray(
    fc.oneof(
      fc.constantFrom(...texts),
      number.map((it) => it + 0),
    ),
    { minLength: 1, maxLength: 4 },
  );
  const all = [
    maybe("description", text),
    maybe("title", text),
    maybe("default", anyValue),
    maybe("enum", enums),
    ...parts,
  ];
  const rarely = fc.nat(4).map((it) => it === 0);
  return fc.tuple(rarely, fc.boolean(), ...all).map(([constrained, nullable, ...keywords]) => {
    const { enum: values, ...rest } = Object.assign({}, ...keywords) as OpenSchema;
    const typed = type === undefined ? {} : { type: nullable ? ([type, "null"] as const) : type };
    return { ...typed, ...rest, ...(constrained && values !== undefined ? { enum: values } : {}) };
  });
}

/** A schema of our subset, with every keyword of it. */
export const anySchema: fc.Arbitrary<OpenSchema> = fc.letrec<{ schema: OpenSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    schemaOf(undefined),
    schemaOf("boolean"),
    schemaOf(
      "string",
      maybe("minLength", size),
      maybe("maxLength", size),
      maybe("pattern", fc.constantFrom(...patterns)),
    ),
    schemaOf("integer", maybe("minimum", number), maybe("maximum", number)),
    schemaOf("number", maybe("minimum", number), maybe("maximum", number)),
    schemaOf("array", maybe("items", tie("schema")), maybe("minItems", size), maybe("maxItems", size)),
    schemaOf("object", objectKeywords(tie("schema"))),
  ),
})).schema;

function objectKeywords(schema: fc.Arbitrary<OpenSchema>): fc.Arbitrary<OpenSchema> {
  // ajv passes over a property that a schema calls `__proto__`; that one is tested by itself.
  const name = key.filter((it) => it !== "__proto__");
  const property = fc.tuple(name, schema, fc.boolean());
  const rest = fc.oneof(fc.boolean(), schema);
  const properties = fc.uniqueArray(property, { maxLength: 3, selector: ([name]) => name });
  return fc.record({ properties, rest: fc.option(rest, { nil: undefined }) }).map((it) => {
    const required = it.properties.filter(([, , isRequired]) => isRequired).map(([name]) => name);
    return {
      ...(it.properties.length === 0
        ? {}
        : { properties: Object.fromEntries(it.properties.map(([name, value]) => [name, value])) }),
      ...(required.length === 0 ? {} : { required }),
      ...(it.rest === undefined ? {} : { additionalProperties: it.rest }),
    };
  });
}

/** A value that `schema` accepts more often than not: as it says, and here and there anything. */
export function valueFor(schema: OpenSchema): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 6, arbitrary: meant(schema) }, anyValue);
}

function meant(schema: OpenSchema): fc.Arbitrary<Json> {
  const type = typeof schema.type === "object" ? schema.type[0] : schema.type;
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (type === undefined) return anyValue;
  switch (type) {
    case "string":
      return text;
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number": {
      const { minimum = 0, maximum = 0 } = schema;
      return fc.oneof(number, fc.constantFrom(minimum, maximum, minimum + 1, maximum - 1));
    }
    case "array":
      return fc.array(valueFor(schema.items ?? {}), {
        minLength: Math.min(schema.minItems ?? 0, 3),
        maxLength: 3,
      });
    case "object":
      return object(schema);
  }
}

function object({ properties = {}, additionalProperties = true }: OpenSchema): fc.Arbitrary<Json> {
  const own = Object.entries(properties).map(([name, value]) =>
    fc.tuple(fc.constant(name), valueFor(value), fc.nat(5)),
  );
  const rest = typeof additionalProperties === "object" ? valueFor(additionalProperties) : anyValue;
  const others = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(fc.tuple(key, rest), { maxLength: 2 }),
  );
  return fc.tuple(others, ...own).map(([extra, ...given]) => {
    const kept = given.flatMap(([name, value, dice]) => (dice === 0 ? [] : [[name, value] as const]));
    return Object.fromEntries([...extra, ...kept]);
  });
}
