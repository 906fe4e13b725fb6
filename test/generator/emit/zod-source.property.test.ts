import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zodSource } from "../../../generator/emit/code/zod-source.ts";
import type { OpenSchema } from "../../../runtime/json/schema.ts";
import { anySchema, valueFor } from "./arbitrary-schema.ts";
import { evaluateZod } from "./evaluate-zod.ts";

/**
 * Own keys alone, as JSON Schema has it: `constructor` is no property of `{}`. All errors, because ajv misses that the
 * key "" is missing when it stops at the first.
 */
const ajv = new Ajv2020({ strict: true, ownProperties: true, allErrors: true, addUsedSchema: false });

const cases = anySchema.chain((schema) =>
  fc.record({
    schema: fc.constant(schema),
    values: fc.array(valueFor(schema), { minLength: 1, maxLength: 6 }),
  }),
);

describe("a printed zod schema", { timeout: 60_000 }, () => {
  it("accepts what ajv accepts, and nothing else", () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(cases, ({ schema, values }) => {
        const accepts = ajv.compile(schema);
        const drop = evaluateZod(zodSource(schema, "drop"));
        const keep = evaluateZod(zodSource(schema));
        for (const value of values) {
          const expected = accepts(value);
          expect(drop.safeParse(value).success).toBe(expected);
          expect(keep.safeParse(value).success).toBe(expected);
          if (expected) accepted++;
          else refused++;
        }
      }),
      { numRuns: 100 },
    );
    expect(accepted / (accepted + refused)).toBeGreaterThan(0.2);
    expect(refused / (accepted + refused)).toBeGreaterThan(0.2);
  });

  it("passes on what it accepts, unchanged but for defaults", () => {
    fc.assert(
      fc.property(cases, ({ schema, values }) => {
        const zod = evaluateZod(zodSource(withoutDefaults(schema)));
        for (const value of values) {
          const read = zod.safeParse(value);
          if (read.success && !JSON.stringify(value).includes("__proto__")) expect(read.data).toEqual(value);
        }
      }),
      { numRuns: 50 },
    );
  });
});

function withoutDefaults(schema: OpenSchema): OpenSchema {
  const text = JSON.stringify(schema, (key, value: unknown) => (key === "default" ? undefined : value));
  return JSON.parse(text) as OpenSchema;
}
