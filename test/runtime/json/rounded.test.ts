import { describe, expect, test } from "vitest";
import { choose } from "../../../runtime/tool/choose.ts";
import { parseExactly } from "../../../runtime/json/foreign-json.ts";
import { inputOf } from "../../../runtime/call/arguments/input.ts";
import { refuseRounded } from "../../../runtime/json/rounded.ts";
import { getBox } from "../support/tools.ts";

const refusal = (json: string) => () => {
  refuseRounded(parseExactly(json) as Record<string, unknown>);
};

describe("arguments with a number that would be rounded", () => {
  test.each([
    ['{"n": 1234567890123456789}', "n is 1234567890123456789, a number that would be rounded"],
    ['{"inputs": {"rows": [1, {"id": 1e400}]}}', "inputs.rows[1].id is 1e400"],
    ['{"n": 0.1234567890123456789}', 'give it as text, "0.1234567890123456789".'],
    [`{"n": ${"9".repeat(99)}}`, `n is ${"9".repeat(60)}…, a number`],
  ])("%s are refused, with the place", (json, message) => {
    expect(refusal(json)).toThrow(message);
  });

  test("are asked for as what keeps them numbers: a value as a text of JSON", () => {
    const json = '{"inputs": {"rows": {"id": 1234567890123456789}}}';
    expect(refusal(json)).toThrow("give inputs.rows whole as a text that holds JSON, or just this as text");
    const whole = () => {
      refuseRounded(parseExactly(json) as Record<string, unknown>, () => false);
    };
    expect(whole).toThrow("give inputs whole as a text that holds JSON");
    expect(refusal('{"inputs": {"id": 1234567890123456789}}')).toThrow('way: give it as text, "123');
  });

  test("are taken as text, and where no digit is lost", () => {
    expect(refusal('{"n": "1234567890123456789", "m": [1.50, 1e22, -0.1]}')).not.toThrow();
  });

  test("are found however deep they lie", () => {
    const deep = `{"a": ${"[".repeat(99)}1e400${"]".repeat(99)}}`;
    expect(refusal(deep)).toThrow("a[0][0]");
  });

  test("are refused before they are checked for their type", () => {
    const values = parseExactly('{"box_id": 1234567890123456789}') as Record<string, unknown>;
    expect(() => inputOf(getBox, choose(getBox, values), values)).toThrow("box_id is 1234567890123456789");
  });
});
