import { expect, it } from "vitest";
import { mergeLabels } from "../../specs/steps/labels.ts";

const present = [
  { key: "env", value: "test" },
  { key: "system.from", value: "api" },
  { key: "team", value: "data" },
];

it("keeps the order, overwrites in place, appends, and leaves system labels to Kestra", () => {
  expect(mergeLabels(present, { owner: "Jane: Doe", env: "prod" })).toEqual([
    { key: "env", value: "prod" },
    { key: "team", value: "data" },
    { key: "owner", value: "Jane: Doe" },
  ]);
});

it("writes values that are no text as JSON", () => {
  expect(mergeLabels([], { on: true, n: 3, none: null, list: [1] })).toEqual([
    { key: "on", value: "true" },
    { key: "n", value: "3" },
    { key: "none", value: "null" },
    { key: "list", value: "[1]" },
  ]);
});

it("sends a system label that is added, for Kestra to refuse", () => {
  expect(mergeLabels(present, { "system.foo": "x" })).toContainEqual({ key: "system.foo", value: "x" });
});
