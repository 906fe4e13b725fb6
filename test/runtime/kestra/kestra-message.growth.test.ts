import { expect, test } from "vitest";
import { reasonOf } from "../../../runtime/kestra/error-body.ts";
import { growth } from "../../support/growth.ts";

test("a long answer takes as long as it is", () => {
  const long = (size: number) => {
    const errors = Array.from({ length: size }, (_, i) => ({ path: `y${i}`, message: `xx${i}` }));
    const message = "x".repeat(20 * size);
    const text = JSON.stringify({ message, errors, invalids: errors, _embedded: { errors } });
    return { status: 422, mediaType: "application/json", text };
  };
  expect(growth(2000, long, reasonOf)).toBeLessThan(8);
});
