import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  parseAnswer,
  parseExactly,
  parseForeign,
  parseMessage,
  RoundedNumber,
} from "../../../runtime/json/foreign-json.ts";

/** Numbers as people and programs write them, and what a double cannot hold. */
const written = fc.oneof(
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc
    .tuple(fc.maxSafeInteger(), fc.stringMatching(/^\d{1,25}$/), fc.integer({ min: -500, max: 500 }))
    .map(([whole, fraction, exponent]) => `${whole}.${fraction}e${exponent}`),
);

/** A number as an exact fraction: its digits, and how many of them stand behind the point. */
function fraction(number: string): readonly [bigint, bigint] {
  const [mantissa = "", exponent = "0"] = number.toLowerCase().split("e");
  const [whole = "", behind = ""] = mantissa.split(".");
  const power = Number(exponent) - behind.length;
  const digits = BigInt(`${whole}${behind}`.replace(/^-0*(?=\d)/, "-"));
  return power >= 0 ? [digits * 10n ** BigInt(power), 1n] : [digits, 10n ** BigInt(-power)];
}

function isSame(one: string, other: string): boolean {
  const [a, b] = fraction(one);
  const [c, d] = fraction(other);
  return a * d === c * b;
}

describe("JSON that others wrote", () => {
  test.each([
    ["1234567890123456789", "1234567890123456789"],
    ["9007199254740993", "9007199254740993"],
    ["-1e400", "-1e400"],
    ["1E-400", "1E-400"],
    ["0.12345678901234567890", "0.12345678901234567890"],
    ["9007199254740992", 9007199254740992],
    ["1.50e3", 1500],
    ["1e22", 1e22],
    ["0.1", 0.1],
    ["-0.0", -0],
    ["0e999", 0],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["5e-324", 5e-324],
    ['"1234567890123456789"', "1234567890123456789"],
    ['"\\": 1234567890123456789"', '": 1234567890123456789'],
    ['"\\\\"', "\\"],
  ])("%s is read as %j, wherever it stands", (text, value) => {
    expect(parseForeign(text)).toEqual(value);
    expect(parseForeign(`{"a":[1,${text} , {"b": ${text}}],"c":"e5, 1e400"}`)).toEqual({
      a: [1, value, { b: value }],
      c: "e5, 1e400",
    });
  });

  test("keeps every number, as a number or as the text of its digits", () => {
    fc.assert(
      fc.property(fc.array(written), (numbers) => {
        const read = parseForeign(`[${numbers.join(", ")}]`) as readonly (number | string)[];
        read.forEach((value, i) => {
          const text = numbers[i] ?? "";
          if (typeof value === "string") {
            expect(value).toBe(text);
            expect(isSame(text, Number.isFinite(Number(text)) ? String(Number(text)) : "0")).toBe(false);
          } else expect(isSame(text, String(value))).toBe(true);
        });
      }),
    );
  });

  test("is read as JSON.parse does where no number is rounded", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseForeign(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    "{1234567890123456789: 1}",
    "[1e400,{1e400 : 1}]",
    "01234567890123456789",
    "[1e400,-01234567890123456789]",
    "[1e400,]",
    "",
    "1e",
    "-",
  ])("%j is not JSON", (text) => {
    expect(() => parseForeign(text)).toThrow(SyntaxError);
    expect(() => parseExactly(text)).toThrow(SyntaxError);
    expect(() => parseMessage(text)).toThrow(SyntaxError);
  });

  test("keeps every number of many zeros, in front, behind and between", () => {
    const zeros = fc.nat(60).map((count) => "0".repeat(count));
    const digits = fc.tuple(fc.nat(99), zeros, fc.nat(99), zeros).map((parts) => parts.join(""));
    const number = fc
      .tuple(digits, digits, fc.integer({ min: -40, max: 40 }))
      .map(([whole, behind, exponent]) => `-${whole.replace(/^0+(?=\d)/, "")}.${behind}e${exponent}`);
    fc.assert(
      fc.property(number, (text) => {
        const [read] = parseForeign(`[${text}]`) as readonly [number | string];
        expect(typeof read === "number").toBe(isSame(text, String(Number(text))));
      }),
    );
  });

  test("is not JSON where JSON.parse says so, whatever its numbers are", () => {
    const bits = [
      "9007199254740993",
      "1e400",
      "-",
      "0",
      "1.5",
      " ",
      ":",
      ",",
      "[",
      "]",
      "{",
      "}",
      '"',
      '"a"',
      "\\",
    ];
    const bit = fc.constantFrom(...bits, "[1e400]", '{"a":1e400}', "{1e400 :1}", "-0123456789012345678");
    const outcome = (read: () => unknown) => {
      try {
        read();
        return "JSON";
      } catch (error) {
        return (error as Error).name;
      }
    };
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 6 }), (parts) => {
        const text = parts.join("");
        const expected = outcome(() => JSON.parse(text));
        for (const read of [parseForeign, parseAnswer, parseExactly, parseMessage])
          expect(
            outcome(() => read(text)),
            text,
          ).toBe(expected);
      }),
      { numRuns: 600 },
    );
  });

  test("gives each number that would be rounded back, wherever it stands", () => {
    const big = new RoundedNumber("1e400");
    expect(parseAnswer("1e400")).toEqual(big);
    const read = parseAnswer('{"__proto__":{"a":1e400},"b":[[1e400],"1e400",{"c":1e400}]}') as object;
    expect(Object.entries(read)).toEqual([
      ["__proto__", { a: big }],
      ["b", [[big], "1e400", { c: big }]],
    ]);
  });

  test("finds a number among megabytes of escapes", () => {
    const text = `["${'\\"'.repeat(2_000_000)}", 1e400]`;
    expect(parseForeign(text)).toEqual(['"'.repeat(2_000_000), "1e400"]);
  });
});

describe("a message", () => {
  const big = new RoundedNumber("1234567890123456789");
  const call = (id: number) =>
    `{"id":${id},"params":{"arguments":{"a":[1234567890123456789]},"_meta":{"n":1e400}}}`;
  const read = (id: number) => ({ id, params: { arguments: { a: [big] }, _meta: { n: Infinity } } });

  test("tells of the numbers in arguments that would be rounded, in a batch too", () => {
    expect(parseMessage(call(1))).toEqual(read(1));
    expect(parseMessage(`[${call(1)}, 5, ${call(2)}]`)).toEqual([read(1), 5, read(2)]);
  });

  test("writes such a number as the text of its digits", () => {
    expect(JSON.stringify(parseExactly("[1e400]"))).toBe('["1e400"]');
  });
});
