import { expect, it } from "vitest";
import { InputError } from "../../../runtime/errors.ts";
import { wholeLabels } from "../../../specs/functions/label.ts";
import { mergeLabels } from "../../../specs/steps/labels.ts";

const present = [
  { key: "env", value: "test" },
  { key: "system.from", value: "api" },
  { key: "team", value: "data" },
];

it("keeps the order, overwrites in place, appends, and leaves system labels to Kestra", () => {
  expect(mergeLabels(present, { owner: "Jane: Doe", env: "prod" }, "2.0")).toEqual([
    { key: "env", value: "prod" },
    { key: "team", value: "data" },
    { key: "owner", value: "Jane: Doe" },
  ]);
});

it("writes numbers and truths as text", () => {
  expect(mergeLabels(present.slice(0, 1), { on: true, n: 3 }, "2.0")).toEqual([
    { key: "env", value: "test" },
    { key: "on", value: "true" },
    { key: "n", value: "3" },
  ]);
});

it("refuses to add no label at all", () => {
  expect(() => mergeLabels(present, {}, "2.0")).toThrow("labels is empty: give at least one label");
});

it("sends a system label that is added, for Kestra to refuse", () => {
  expect(mergeLabels(present, { "system.foo": "x" }, "2.0")).toContainEqual({
    key: "system.foo",
    value: "x",
  });
});

it("refuses a key with a colon", () => {
  expect(() => mergeLabels(present, { "a:b": "c" }, "2.0")).toThrow(InputError);
  expect(() => mergeLabels(present, { "a:b": "c" }, "2.0")).toThrow('"a:b" holds a colon');
});

it("refuses an empty key, which 1.0 would take", () => {
  for (const key of ["", " "])
    expect(() => mergeLabels([], { [key]: "x" }, "2.0")).toThrow("A label needs a key");
});

it("takes no label that lacks its key or its value", () => {
  expect(wholeLabels([{ key: "a" }, { value: "b" }, { key: "c", value: null }, ...present])).toEqual(present);
  expect(wholeLabels(null)).toEqual([]);
});
