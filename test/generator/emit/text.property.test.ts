import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literal, propertyKey, quote, regex, templateText } from "../../../generator/emit/code/text.ts";
import { format } from "./project-format.ts";
import { anyValue } from "./arbitrary-schema.ts";

const bits = [
  '"',
  "'",
  "`",
  "${",
  "}",
  "\\",
  "\n",
  "\r\n",
  "\u2028",
  "\u2029",
  "\u0000",
  "\ud83d",
  "*/",
  "//",
  "</script>",
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...bits), fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 6 })
  .map((parts) => parts.join(""));

function evaluate(expression: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what was printed is what is tested
  return (new Function(`return (${expression});`) as () => unknown)();
}

describe("printed text", { timeout: 30_000 }, () => {
  it("is exactly itself as a string", () => {
    fc.assert(
      fc.property(text, (it) => {
        expect(evaluate(quote(it))).toBe(it);
        expect(quote(it)).not.toMatch(/[\u2028\u2029\n]/);
      }),
    );
  });

  it("is exactly itself within a template", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(evaluate(`\`${templateText(a)}\${"-"}${templateText(b)}\``)).toBe(`${a}-${b}`);
      }),
    );
  });

  it("is exactly itself as a key, __proto__ too", () => {
    fc.assert(
      fc.property(
        fc.oneof(text, fc.constantFrom("__proto__", "constructor", "1", "01", "1e3", "a-b")),
        (it) => {
          expect(Object.keys(evaluate(`{ ${propertyKey(it)}: 1 }`) as object)).toEqual([it]);
        },
      ),
    );
  });

  it("is the same value, whatever JSON it is, formatted too", async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, async (it) => {
        expect(isDeepStrictEqual(evaluate(literal(it)), it)).toBe(true);
        const formatted = await format("a.ts", `const a = ${literal(it)}`);
        expect(
          isDeepStrictEqual(evaluate(formatted.replace(/^const a = /, "").replace(/;\n$/, "")), it),
        ).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("is the same pattern", () => {
    const pattern = text.map((it) => it.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    fc.assert(
      fc.property(pattern, (it) => {
        const printed = regex(it);
        expect((evaluate(printed) as RegExp).flags).toBe("u");
        expect(printed).not.toMatch(/[\n\u2028\u2029]/);
        const sample = it.replace(/\\(.)/gs, "$1");
        expect((evaluate(printed) as RegExp).test(sample)).toBe(new RegExp(it, "u").test(sample));
      }),
    );
  });
});
