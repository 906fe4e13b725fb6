import { describe, expect, it } from "vitest";
import { Refusal } from "../../sandbox/executions/refusal.ts";
import { readValue, type KvValue } from "../../sandbox/kv/ion-value.ts";

function read(text: string): KvValue {
  return readValue(text, "1.3");
}

describe("a value of the key-value store", () => {
  it.each<[string, KvValue]>([
    ['"hello"', { type: "STRING", value: "hello" }],
    ['"a \\"quoted\\" \\u00e9\\nline"', { type: "STRING", value: 'a "quoted" é\nline' }],
    ["plain words, no quotes", { type: "STRING", value: "plain" }],
    ["'''long ''' '''text'''", { type: "STRING", value: "long text" }],
    ["42", { type: "NUMBER", value: 42 }],
    ["-1.25", { type: "NUMBER", value: -1.25 }],
    ["1e3", { type: "NUMBER", value: 1000 }],
    ["12d-1", { type: "NUMBER", value: 1.2 }],
    ["0xff", { type: "NUMBER", value: 255 }],
    ["1_000", { type: "NUMBER", value: 1000 }],
    ["true", { type: "BOOLEAN", value: true }],
    ["null", { type: "STRING" }],
    ["null.int", { type: "STRING" }],
    ["2026-05-01", { type: "DATE", value: "2026-05-01" }],
    ["2026-05-01T10:20:30Z", { type: "DATETIME", value: "2026-05-01T10:20:30Z" }],
    ["2026-05-01T10:20:30.123+02:00", { type: "JSON", value: "2026-05-01T10:20:30.123+02:00" }],
    ["PT5M", { type: "DURATION", value: "PT5M" }],
    ['"PT4H"', { type: "DURATION", value: "PT4H" }],
    ["{a: 1, 'b': [x, 2026-01-01,], \"c\": null}", { type: "JSON", value: { a: 1, b: ["x", "2026-01-01"] } }],
    ["// a comment\n[1, /* two */ 2]", { type: "JSON", value: [1, 2] }],
    ["[]", { type: "JSON", value: [] }],
  ])("%s", (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each(['{"a": ', "[1, 2", '"open', "12abc", "{a 1}", "[1 2]", ""])(
    "%j is none: kept as a text from 1.3 on",
    (text) => {
      expect(read(text)).toEqual({ type: "STRING", value: text });
      expect(() => readValue(text, "1.0")).toThrow(Refusal);
    },
  );
});
