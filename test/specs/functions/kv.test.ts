import { describe, expect, it } from "vitest";
import { notStored } from "../../../specs/functions/dropped-keys.ts";
import { keysOf } from "../../../specs/functions/kv-keys.ts";
import { kvText, otherThanAsked } from "../../../specs/functions/kv-value.ts";

describe("kvText", () => {
  it.each([
    ["hello", '"hello"'],
    ["plain words, no quotes", '"plain words, no quotes"'],
    ["42", '"42"'],
    ["true", '"true"'],
    ['{"a": 1}', '{"a": 1}'],
    [" [1234567890123456789, 0.10] ", "[1234567890123456789, 0.10]"],
    ['{"a": ', '"{\\"a\\": "'],
    ["[draft]", '"[draft]"'],
    ['say "hi"\nand go', '"say \\"hi\\"\\nand go"'],
    ["", '""'],
    ["PT4H", '"PT4H"'],
    [42, "42"],
    [0, "0"],
    [1.25, "1.25"],
    [false, "false"],
    [{ a: [1, "two", null], on: false }, '{"a":[1,"two",null],"on":false}'],
    [[], "[]"],
  ])("writes %j as %s", (value, text) => {
    expect(kvText(value)).toBe(text);
  });

  it.each([
    ["42", "text", '"42"'],
    ["42", "json", "42"],
    ["1234567890123456789", "json", "1234567890123456789"],
    ["true", "json", "true"],
    ['"a b"', "json", '"a b"'],
    ['{"a": 1}', "text", '"{\\"a\\": 1}"'],
    ["2026-01-02", "text", '"2026-01-02"'],
    [42, "text", "42"],
  ] as const)("writes %j as %s: %s", (value, format, text) => {
    expect(kvText(value, format)).toBe(text);
  });

  it.each(["hello", "", "{a: 1}"])("refuses %j as JSON", (value) => {
    expect(() => kvText(value, "json")).toThrow("value is not valid JSON. A text in JSON stands in quotes.");
  });

  it.each([
    ["1e400", "json"],
    ["0.1000000000000000055", "json"],
    ['{"a": [12345678901234567890.5]}', undefined],
  ] as const)("refuses %j (%s), whose decimals Kestra would round", (value, format) => {
    expect(() => kvText(value, format)).toThrow(
      "of which Kestra does not keep every digit: put it in quotes",
    );
    expect(kvText(value, "text")).toBe(JSON.stringify(value));
  });

  it.each(["null", " null\n"])("refuses %j as JSON, of which Kestra keeps nothing", (value) => {
    expect(() => kvText(value, "json")).toThrow("Kestra cannot keep null as a value");
    expect(kvText(value)).toBe(JSON.stringify(value));
  });

  it.each([
    "2026-01-02",
    "2024-02-29",
    "2026-01-02T03:04:05Z",
    "2026-05-01T10:20:30.123+02:00",
    "2026-05-01T10:20:30.123456Z",
  ])("gives %s Kestra's type", (text) => {
    expect(kvText(text)).toBe(text);
  });

  it.each([
    ["2026-01-02 03:04:05", "Kestra would keep the day only"],
    ["2026-01-02T03:04:05", "it has no zone"],
    ["2026-02-30", "there is no such day"],
    ["2026-01-02T25:00:00Z", "there is no such hour"],
    ["2026-01-02T03:04:05.000Z", "Kestra would shorten it"],
    ["2026-01-02T03:04:05.120000Z", "Kestra would shorten it"],
    ["2026-01-02T03:04:05.1Z", "Kestra would lengthen it"],
    ["2026-01-02 ", "it is a text that begins with a date"],
    ["on 2026-01-02", "it is a text that holds a date"],
  ])("quotes %j: %s", (text) => {
    expect(kvText(text)).toBe(JSON.stringify(text));
  });
});

describe("notStored", () => {
  it("names the keys of objects that have null, wherever they stand, and no null of a list", () => {
    expect(
      notStored(JSON.stringify({ a: [1, null, { b: null }], c: null, d: { e: { f: null, g: 0 } } })).message,
    ).toBe("Stored without a[2].b, c, d.e.f: Kestra drops the keys of an object whose value is null.");
  });

  it.each([null, "null", 0, false, [], [null, [null]], { a: [null], b: "" }])(
    "says nothing of %j",
    (value) => {
      expect(notStored(JSON.stringify(value))).toEqual({});
    },
  );

  it("names a few of many", () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, nth) => [`k${nth}`, null]));
    expect(notStored(JSON.stringify(many)).message).toMatch(/^Stored without k0, .*, k9 and 2 more: /);
  });
});

describe("keysOf", () => {
  it("leaves out rows of another namespace, and gives a key once that shifted to the next page", () => {
    const results = [
      { key: "a", namespace: "company" },
      { key: "b", namespace: "company.team" },
      { key: "c" },
      { key: "c" },
    ];
    expect(keysOf({ results }, "company")).toEqual({ results: [results[0], results[2]] });
  });
});

describe("otherThanAsked", () => {
  const stored = (value: string, format?: "text" | "json") => otherThanAsked(kvText(value, format), format);

  it.each([
    ["PT5M", "text"],
    ["P1DT2H", "text"],
    ['"PT5M"', "json"],
  ] as const)("tells that %j as %s is stored as a duration", (value, format) => {
    expect(stored(value, format).message).toContain("Stored as DURATION, not STRING");
  });

  it.each([
    ["PT5M", undefined],
    ["P", "text"],
    ["PT", "text"],
    ["P1M", "text"],
    ["2026-05-01", "text"],
    ["in PT5M", "text"],
    ['{"pause": "PT5M"}', "json"],
    ["42", "json"],
  ] as const)("tells nothing of %j as %s", (value, format) => {
    expect(stored(value, format)).toEqual({});
  });
});
