import { describe, expect, test } from "vitest";
import { withExactNumbers } from "../../../runtime/json/exact-numbers.ts";
import { parseExactly } from "../../../runtime/json/foreign-json.ts";
import type { JsonObject } from "../../../runtime/json.ts";
import { configs, httpServer, json } from "../support/server.ts";
import { call, sessionFor } from "../support/session.ts";

const plain = (text: string): string => text;
const read = (text: string) => parseExactly(text) as JsonObject;

describe("numbers that a double would round", () => {
  test("stand in an output as text, and a note says which they are", () => {
    const output = read('{"a": 1234567890123456789, "b": ["1234567890123456789", {"c": 1e400, "d": 1}]}');
    expect(withExactNumbers(output, plain)).toEqual({
      a: "1234567890123456789",
      b: ["1234567890123456789", { c: "1e400", d: 1 }],
      note: "a, b[1].c are numbers, written as text here, so that no digit is lost.",
    });
  });

  test("are named up to eight of them, masked", () => {
    const output = read(`{"secret": [${Array.from({ length: 10 }, () => "1e400").join()}]}`);
    const { note } = withExactNumbers(output, (text) => text.replaceAll("secret", "***"));
    expect(note).toContain("***[7] and 2 more are numbers");
  });

  test("are looked for in vain in what has none", () => {
    const output = { a: "1234567890123456789", b: [1.5] };
    expect(withExactNumbers(output, plain)).toBe(output);
  });

  test("are told in a call's result", async () => {
    const { url } = await httpServer((one, response) => {
      if (one.url === "/api/v1/configs") json(response, configs);
      else {
        response.setHeader("Content-Type", "application/json");
        response.end('{"id": "a", "n": {"big": 1234567890123456789}}');
      }
    });
    const result = await call(sessionFor(url), "get_box", { box_id: "a" });
    expect(result.structuredContent).toEqual({
      id: "a",
      n: { big: "1234567890123456789" },
      note: "n.big is a number, written as text here, so that no digit is lost.",
    });
  });
});
