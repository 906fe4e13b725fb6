import fc from "fast-check";
import { expect, test } from "vitest";
import { createLog, describe as described, jsonLine, textLine } from "../../../runtime/log.ts";
import { say } from "../../../runtime/text/said.ts";
import { visible, visibleJson } from "../../../runtime/text/visible.ts";

const same = (text: string) => text;
const tricks = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "\n",
      "\r",
      "\t",
      "\u001b",
      "\u009b",
      "\u202e",
      "\u2028",
      "\u034f",
      "\u115f",
      "\u3164",
      "\ufe0f",
      "\u2800",
      "a",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
});
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

test("a text of somebody else neither starts a line nor moves a cursor", () => {
  fc.assert(
    fc.property(tricks, (text) => {
      expect(visible(text)).not.toMatch(unseen);
      expect(say`It said ${text}.`.masked(same)).not.toMatch(unseen);
    }),
  );
  expect(visible("a\n\u001b[31mb\u{e0041}")).toBe("a\\n\\u{1b}[31mb\\u{e0041}");
});

test("JSON for a terminal means the same", () => {
  fc.assert(
    fc.property(fc.dictionary(tricks, tricks), (value) => {
      const shown = visibleJson(JSON.stringify(value, null, 1));
      expect(shown.replaceAll("\n", "")).not.toMatch(unseen);
      expect(JSON.parse(shown)).toEqual(value);
    }),
  );
});

test.each([textLine, jsonLine])("no text starts a line of the log", (format) => {
  fc.assert(
    fc.property(tricks, (text) => {
      const lines: string[] = [];
      const log = createLog(
        "debug",
        (line) => lines.push(line),
        same,
        () => new Date(0),
        format,
      );
      log("error", text, { request: text });
      log("error", say`Kestra said ${text}`, { request: text });
      for (const line of lines) expect(line.slice(0, -1)).not.toMatch(unseen);
    }),
  );
});

test("of an error its frames alone start lines", () => {
  const cause = new Error("one\n2026-01-01T00:00:00.000Z ERROR forged");
  const text = described(new Error("two\r\nforged", { cause })).masked(same);
  expect(text).toMatch(
    /^Error: two\\r\\nforged\n {4}at [^]*\ncaused by Error: one\\n2026[^\n]*forged\n {4}at /,
  );
  for (const line of text.split("\n")) expect(line).toMatch(/^(Error: |caused by | {4}at )/);
  expect(String(described("plain"))).toBe("plain");
});
