import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../../runtime/text/unified-diff.ts";

const before = "id: hello\ntasks:\n  - id: a\n    message: one\n";

const diff = (old: string, now: string) =>
  unifiedDiff({ name: "revision 1", text: old }, { name: "revision 2", text: now });

describe("a unified diff", () => {
  it("has a head, a hunk and the lines around each change", async () => {
    expect(await diff(before, before.replace("one", "two"))).toBe(
      [
        "--- revision 1",
        "+++ revision 2",
        "@@ -1,4 +1,4 @@",
        " id: hello",
        " tasks:",
        "   - id: a",
        "-    message: one",
        "+    message: two",
        "",
      ].join("\n"),
    );
  });

  it("is empty where the texts are equal, and where they differ by line ends alone", async () => {
    expect(await diff(before, before)).toBe("");
    expect(await diff(before, before.replaceAll("\n", "\r\n"))).toBe("");
    expect(await diff(before, before.trimEnd())).toBe("");
  });

  it("shows a text that is new, and one that is gone", async () => {
    expect(await diff("", "a: 1\n")).toBe("--- revision 1\n+++ revision 2\n@@ -0,0 +1,1 @@\n+a: 1\n");
    expect(await diff("a: 1\n", "")).toBe("--- revision 1\n+++ revision 2\n@@ -1,1 +0,0 @@\n-a: 1\n");
  });

  it("gives up where far more differs than anybody reads", async () => {
    const many = (word: string) => Array.from({ length: 2000 }, (_, i) => `${word} ${i}`).join("\n");
    expect(await diff(many("old"), many("new"))).toBeUndefined();
  });
});
