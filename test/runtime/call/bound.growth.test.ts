import { expect, test } from "vitest";
import { bound } from "../../../runtime/call/bound.ts";
import type { JsonObject } from "../../../runtime/json.ts";
import { growth } from "../../support/growth.ts";

test("a value that is nested deeply is cut in about the time of one that is not", () => {
  const nested = (levels: number): JsonObject => {
    let value: JsonObject = { text: "x".repeat(1_000_000) };
    for (let i = 0; i < levels; i++) value = { inner: value };
    return value;
  };
  const any = { type: "object", properties: {} } as const;
  const cut = (output: JsonObject) =>
    bound(output, { limit: {}, input: {}, inputSchema: any, outputSchema: any, more: false });
  expect(JSON.stringify(cut(nested(900))).length).toBeLessThan(30_000);
  expect(growth(200, nested, cut)).toBeLessThan(8);
});
