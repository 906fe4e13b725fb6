import { format as pretty } from "prettier";
import { describe, expect, it } from "vitest";
import { printFiles } from "../../../generator/emit/code/print-files.ts";
import { toolFile } from "../../../generator/emit/tool.ts";
import { formatter } from "../../../generator/workspace/format.ts";
import { caseNames, lines, modelOf } from "./models.ts";

const options = { printWidth: 110 };

describe("format", { timeout: 30_000 }, () => {
  it.each(caseNames)("prints %s as prettier's command does, which has another parser", async (name) => {
    const [file] = printFiles([{ path: "a.ts", structure: toolFile(await modelOf(name), lines) }]);
    const text = file?.text ?? "";
    expect(await formatter(options)("a.ts", text)).toBe(
      await pretty(text, { ...options, parser: "typescript" }),
    );
  });

  it("formats a path's new text, and gives the same for the same", async () => {
    const format = formatter(options);
    expect(await format("a.ts", "const a  = 1")).toBe("const a = 1;\n");
    expect(await format("a.ts", "const b  = 1\r\n")).toBe("const b = 1;\n");
    expect(await format("a.ts", "const a  = 1")).toBe("const a = 1;\n");
    expect(await format("a.json", '{"a":1}')).toBe('{ "a": 1 }\n');
  });

  it("refuses what is not TypeScript", async () => {
    await expect(formatter(options)("a.ts", "const = ")).rejects.toThrow(SyntaxError);
  });
});
