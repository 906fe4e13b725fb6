import fc, { type Arbitrary } from "fast-check";
import type { OpenSchema } from "../../../runtime/json/schema.ts";

const edges = [
  0,
  -1,
  1,
  0.5,
  1e21,
  -1e21,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53) - 2,
  1e308,
  5e-324,
  2 ** 31,
];
const texts = [
  "",
  " ",
  "5",
  "true",
  "null",
  "[]",
  "{}",
  "\0",
  "\u{1F680}",
  "\ud800",
  "é",
  "e\u0301",
  "\u2028",
  "__proto__",
];

/** Any JSON value, the awkward ones often. */
const anything = fc.oneof(
  fc.constantFrom(...edges, ...texts, true, false, null),
  fc.string({ unit: "grapheme" }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Values for a schema: most of them meet it, or nearly. */
function valuesFor(schema: OpenSchema): Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: fitting(schema) }, { weight: 1, arbitrary: anything });
}

function fitting(schema: OpenSchema): Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum, ...schema.enum.map((it) => `${it} `));
  const type = typeof schema.type === "object" ? schema.type[0] : schema.type;
  const { minimum = -100, maximum = 100, minLength = 0, maxLength = 40, items = {} } = schema;
  switch (type ?? "any") {
    case "string":
      return fc.oneof(
        fc.string({ unit: "grapheme", maxLength: maxLength + 1 }),
        fc.constantFrom(
          ...texts,
          "a".repeat(minLength),
          "a".repeat(maxLength),
          "\u{1F680}".repeat(maxLength),
        ),
      );
    case "integer":
    case "number":
      return fc.oneof(
        fc.integer({ min: Math.ceil(minimum) - 2, max: Math.floor(maximum) + 2 }),
        fc.constantFrom(...edges, minimum, maximum),
      );
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(valuesFor(items), { maxLength: 4 });
    case "object":
      return objectsFor(schema);
    case "any":
      return anything;
  }
}

/** Objects of a schema, now and then without a property that is required or with one that is not known. */
export function objectsFor(schema: OpenSchema): Arbitrary<Record<string, unknown>> {
  const { properties = {}, required = [], additionalProperties: rest } = schema;
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, it]) => [name, valuesFor(it)])),
    { requiredKeys: [...required] },
  );
  const names = fc.constantFrom("other", ...Object.keys(properties));
  const dropped = fc
    .tuple(known, names)
    .map(([values, name]) => Object.fromEntries(Object.entries(values).filter(([key]) => key !== name)));
  const more = fc
    .tuple(
      known,
      fc.dictionary(fc.string({ maxLength: 6 }), typeof rest === "object" ? valuesFor(rest) : anything, {
        maxKeys: 3,
      }),
    )
    .map(([values, others]) => ({ ...others, ...values }));
  // Where many may be left out, one of them is nearly always wrong.
  const few = fc.record(Object.fromEntries(required.map((name) => [name, fitting(properties[name] ?? {})])));
  return fc.oneof(
    { weight: 5, arbitrary: known },
    { weight: 2, arbitrary: few },
    { weight: 1, arbitrary: dropped },
    { weight: 2, arbitrary: more },
  );
}
