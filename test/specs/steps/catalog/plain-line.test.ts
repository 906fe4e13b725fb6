import { describe, expect, it } from "vitest";
import { plainLine } from "../../../../specs/steps/catalog/plain-line.ts";

describe("a text of others", () => {
  it.each([
    ["  one\n\ttwo  ", "one two"],
    ["<mark>send</mark> a <b class='x'>message</b>", "send a message"],
    ["Q&amp;A &lt;3 &unknown; &amp;lt;", "Q&A <3 &unknown; &lt;"],
    ["a < b and c > d", "a < b and c > d"],
    ["bell\u0007 and \u001b[31mred", "bell and [31mred"],
    ["12345678901234567890 and more than fits", "12345678901234567890 and mo…"],
    [`${"a".repeat(26)}😀😀😀`, `${"a".repeat(26)}…`],
    ["see\u200b \u202eno\u{e0041}\u{e0042} more", "see no more"],
    ["", undefined],
    ["<p></p>", undefined],
    [undefined, undefined],
    [null, undefined],
  ])("%j is told as %j", (text, line) => {
    expect(plainLine(text, 28)).toBe(line);
  });

  it("that is long is read as fast as one that is not", () => {
    const began = performance.now();
    plainLine("<a ".repeat(1_000_000), 100);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
