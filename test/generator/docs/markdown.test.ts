import { describe, expect, it } from "vitest";
import { format } from "oxfmt";
import { code, jsonBlock, table, text } from "../../../generator/docs/markdown.ts";

const hostile = [
  "a | b",
  "<script>alert(1)</script>",
  "one\ntwo\r\n\n# three",
  "`a|b` and `c",
  "``",
  "*bold* _it_ __init__ ~~gone~~",
  "[x](javascript:alert(1))",
  "\\| \\",
  "&lt; &amp;",
  "![i](x)",
  "<!-- tools:end -->",
];

describe("a text", () => {
  it.each([
    ["plain words", "plain words"],
    ["Use `a<b>` in <c>", "Use `a<b>` in &lt;c&gt;"],
    ["kill_requested and _x_", "kill_requested and \\_x\\_"],
    ["two\nlines", "two lines"],
    ["[a](b)", "\\[a\\](b)"],
    ["one ` alone", "one \\` alone"],
  ])("%j is %j", (plain, expected) => {
    expect(text(plain)).toBe(expected);
  });

  it.each(hostile)("has no markup of its own: %j", (plain) => {
    const outside = text(plain).replaceAll(/`[^`]*`/g, "");
    expect(outside).not.toMatch(/[<>\n]|(?<!\\)[*~[\]]/);
  });
});

describe("a code span", () => {
  it.each([
    ["a", "`a`"],
    ["a`b", "``a`b``"],
    ["`a", "`` `a ``"],
    ["", ""],
    ["a\nb", "`a b`"],
  ])("of %j is %j", (plain, expected) => {
    expect(code(plain)).toBe(expected);
  });
});

describe("a table", () => {
  it("keeps its cells whatever they hold, also when it is formatted", async () => {
    const rows = hostile.map((it, i) => [String(i), text(it), code(it)]);
    const { code: printed } = await format("a.md", table(["n", "text", "code"], rows), { printWidth: 110 });
    const lines = printed.trimEnd().split("\n");
    expect(lines).toHaveLength(hostile.length + 2);
    for (const line of lines) expect(line.split(/(?<!\\)\|/), line).toHaveLength(5);
    expect((await format("a.md", printed, { printWidth: 110 })).code).toBe(printed);
  });
});

it("JSON stays in its block", () => {
  const block = jsonBlock({ a: "```\n# b" });
  expect(block.split("\n")).toHaveLength(3);
});
