import { describe, expect, it } from "vitest";
import { textWithoutTraces, withoutTraces } from "../../../specs/functions/log-lines.ts";
import { growth } from "../../support/growth.ts";

describe("a message", () => {
  const shown = (message: string) => withoutTraces([{ message }], undefined).results[0]?.message;

  it.each<[string, (count: number) => string]>([
    ["brackets that nothing closes", (count) => `\n at ${"(".repeat(count)}`],
    ["brackets of both kinds", (count) => `\n at ${")(".repeat(count)}`],
    ["spaces", (count) => `\n${" ".repeat(count)}`],
    ["digits", (count) => `\n ... ${"1".repeat(count)}`],
    ["frames", (count) => "\r\n\tat a.B.c(B.java:1)".repeat(count)],
    [
      "dots and colons",
      (count) => `\n\tat ${"a.".repeat(count)}(${"a.".repeat(count)}${":1".repeat(count)})`,
    ],
    ["empty lines", (count) => "\r\n".repeat(count)],
    ["times of lines", (count) => `2026-05-01T${"0".repeat(count)}`],
    ["lines at a level", (count) => "2026-05-01T10:00:00Z INFO x\n at ((\n".repeat(count)],
  ])("takes time that grows with its %s alone", (_, write) => {
    expect(growth(10_000, write, shown)).toBeLessThan(9);
    expect(growth(10_000, write, textWithoutTraces)).toBeLessThan(9);
  });
});
