import fc from "fast-check";
import { expect, it } from "vitest";
import { coerce } from "../../../runtime/call/arguments/coerce.ts";
import { ContractError, InputError } from "../../../runtime/errors.ts";
import { parseExactly, parseForeign } from "../../../runtime/json/foreign-json.ts";
import { beyond } from "../../../runtime/json/bounds.ts";
import { measured } from "../../../runtime/json/size.ts";
import { limits } from "../../../runtime/limits.ts";
import { say } from "../../../runtime/text/said.ts";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

it("tells how deep JSON is nested, whatever stands in its texts", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.nat(6), (text, most) => {
      expect(beyond(text, { depth: most }) === "depth").toBe(depthOf(JSON.parse(text)) > most);
    }),
  );
  expect(beyond(JSON.stringify(['\\"[[[', "[", '\\\\"', { '"{[': "]" }]), { depth: 2 }) === "depth").toBe(
    false,
  );
  expect(beyond('["[[[[', { depth: 1 }) === "depth").toBe(false);
});

it("takes time that grows with the text alone", () => {
  for (const text of ['"'.repeat(2_000_000), `"${"\\".repeat(2_000_000)}`, `"${'\\"'.repeat(1_000_000)}`]) {
    expect(beyond(text, { depth: 1 }) === "depth").toBe(false);
  }
});

it("refuses an answer that is nested too deeply, before it is built", () => {
  expect(parseForeign(nested(limits.answerDepth))).toBeInstanceOf(Array);
  for (const levels of [limits.answerDepth + 1, 100_000])
    expect(() => parseForeign(nested(levels))).toThrow(
      new ContractError(say`at its root: nested more than 1000 levels deep`),
    );
});

it("refuses a text of JSON in an argument that is nested too deeply", () => {
  expect(coerce(nested(limits.depth), { type: "array" })).toBeInstanceOf(Array);
  expect(() => coerce(nested(limits.depth + 1), { type: "array" })).toThrow(InputError);
  expect(() => parseExactly(nested(limits.depth + 1))).toThrow("nested more than 100 levels deep");
  expect(() =>
    coerce([nested(limits.depth + 1)], { type: "array", items: { type: "object" } }, "rows"),
  ).toThrow("rows[0] holds JSON that is nested more than 100 levels deep.");
  // Where a text is meant, nobody reads it.
  expect(coerce(nested(limits.depth + 1), { type: "string" })).toBe(nested(limits.depth + 1));
});

it("measures a value as its JSON is long, of a part that was measured before too", () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 4, withNullPrototype: true }), (given) => {
      const value = { given, list: [given, undefined, -0, 1e21, "\ud800"], none: undefined };
      expect(measured(given)).toBe(JSON.stringify(given).length);
      expect(measured(value)).toBe(JSON.stringify(value).length);
    }),
  );
});
