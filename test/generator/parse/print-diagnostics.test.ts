import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { printDiagnostics } from "../../../generator/diagnostics/print.ts";

function at(line: number, column: number, length: number, more: Partial<Diagnostic> = {}): Diagnostic {
  return { file: "a.yaml", line, column, length, message: "It is wrong.", severity: "error", ...more };
}

function frame(text: string, column: number, length: number): readonly string[] {
  return printDiagnostics([at(1, column, length)], new Map([["a.yaml", text]]))
    .split("\n")
    .slice(1, 3);
}

describe("the report", () => {
  it("is nothing where nothing is wrong", () => {
    expect(printDiagnostics([], new Map())).toBe("");
  });

  it("is sorted by file, line and column, whatever came first", () => {
    const found = [at(10, 1, 1), at(2, 5, 1, { file: "b.yaml" }), at(9, 3, 1), at(9, 1, 1)];
    const places = printDiagnostics(found, new Map()).match(/^\S+:\d+:\d+/gmu);
    expect(places).toEqual(["a.yaml:9:1", "a.yaml:9:3", "a.yaml:10:1", "b.yaml:2:5"]);
    expect(printDiagnostics(found.toReversed(), new Map())).toBe(printDiagnostics(found, new Map()));
  });

  it("shows the place, what to do, and how many there are", () => {
    const text = "name: x\nsize: ten\n";
    expect(printDiagnostics([at(2, 7, 3, { hint: "Write 10." })], new Map([["a.yaml", text]]))).toBe(
      [
        "a.yaml:2:7 It is wrong.",
        "  2 | size: ten",
        "    |       ^^^",
        "  Write 10.",
        "",
        "1 error in 1 file. Nothing was written.",
      ].join("\n"),
    );
  });

  it("keeps warnings apart, and writes on after them", () => {
    const warning = at(1, 1, 1, { severity: "warning", message: "It is large." });
    expect(printDiagnostics([warning], new Map())).toBe("a.yaml:1:1 warning: It is large.\n\n1 warning.");
    const both = printDiagnostics([warning, at(2, 1, 1, { file: "0.yaml" }), at(3, 1, 1)], new Map());
    expect(both).toMatch(/warning: It is large\.\n\n1 warning\.\n\n0\.yaml:2:1 It is wrong/u);
    expect(both).toMatch(/2 errors in 2 files\. Nothing was written\.$/u);
  });
});

describe("the mark", () => {
  it("stands below what it marks, behind tabs and wide characters", () => {
    expect(frame("\ta: x", 5, 1)).toEqual(["  1 | \ta: x", "    | \t   ^"]);
    expect(frame("日本: x", 5, 1)).toEqual(["  1 | 日本: x", "    |       ^"]);
    expect(frame("日本: x", 1, 2)).toEqual(["  1 | 日本: x", "    | ^^^^"]);
    expect(frame("👩‍👧 e\u0301: x", 7, 2)).toEqual(["  1 | 👩‍👧 e\u0301: x", "    |    ^"]);
  });

  it("stays in sight on a long line", () => {
    const [code = "", mark = ""] = frame(`${"a".repeat(500)}HERE${"b".repeat(500)}`, 501, 4);
    expect(code.length).toBeLessThan(120);
    expect(code.slice(mark.indexOf("^"), mark.lastIndexOf("^") + 1)).toBe("HERE");
  });

  it("obeys nothing that stands in the code", () => {
    expect(frame("a: \u001b[2J\u202e x\r", 1, 1)[0]).toBe("  1 | a: \ufffd[2J\ufffd x");
  });
});
