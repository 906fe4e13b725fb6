import { describe, expect, test } from "vitest";
import { ecmaScript } from "../../../generator/commands/import/pattern.ts";
import { committedContracts } from "./committed.ts";

test.each([
  ["^[a-z0-9][a-z0-9._-]*", "a-b", "-"],
  ["^\\p{Alpha}+$", "abc", "ab1"],
  ["^[\\p{Lower}\\d]+$", "a1", "A"],
  ["^\\P{Alpha}$", "1", "a"],
  ["^\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*$", "_a1", "1a"],
  ["^[\\p{Ll}][\\p{L}0-9._-]*$", "äb", "Ä"],
  ["^\\p{IsAlphabetic}$", "é", "1"],
  ["^\\pL$", "x", "1"],
  ["^\\Qa.b\\E$", "a.b", "axb"],
  ["\\Aab\\z", "ab", "abc"],
  ["^\\x{1F600}$", "😀", "x"],
  ["^[\\w-.]+$", "a-.b", "a b"],
  ["^\\s$", " ", "x"],
  ["^}$", "}", "{"],
  ["^a\\_b\\-c$", "a_b-c", "ab-c"],
  ["^(?<year>\\d{4})-\\k<year>$", "2026-2026", "2026-2025"],
  ["^(?=.{1,3}$)[a-z]+(?:-[a-z]+)*$", "a-b", "abcd"],
  ["^[\\p{Punct}]$", "~", "a"],
])("%s", (java, fits, fails) => {
  const pattern = ecmaScript(java);
  if (pattern === undefined) throw new Error("It has an equal.");
  expect(new RegExp(pattern, "u").test(fits)).toBe(true);
  expect(new RegExp(pattern, "u").test(fails)).toBe(false);
});

test.each([
  ["a possessive quantifier", "[a-z]*+x"],
  ["a possessive bound", "a{1,2}+b"],
  ["an inline flag", "(?i)abc"],
  ["a flag in a group", "(?i:abc)"],
  ["an atomic group", "(?>a|ab)c"],
  ["an intersection of classes", "[a-z&&[def]]"],
  ["a union of classes", "[a-c[x-z]]"],
  ["a block", "\\p{InGreek}"],
  ["a boundary of Java's", "\\Gabc"],
  ["a line break of any kind", "a\\Rb"],
  ["an octal escape", "\\012"],
  ["a broken one", "(a"],
  ["an open class", "[a"],
])("%s has no equal", (_, java) => {
  expect(ecmaScript(java)).toBeUndefined();
});

describe("every pattern of the contracts", () => {
  test("compiles", () => {
    const patterns = new Set<string>();
    JSON.stringify([...committedContracts().values()], (key, value: unknown) => {
      if (key === "pattern" && typeof value === "string") patterns.add(value);
      return value;
    });
    expect(patterns.size).toBeGreaterThan(8);
    for (const pattern of patterns) expect(() => new RegExp(pattern, "u"), pattern).not.toThrow();
  });
});
