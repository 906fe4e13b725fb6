import { describe, expect, it } from "vitest";
import { formatter } from "../../../generator/workspace/format.ts";

const configuration = '{ "printWidth": 110 }';

describe("format", () => {
  it("formats a path's new text, and gives the same for the same", async () => {
    const format = formatter(configuration);
    expect(await format("a.ts", "const a  = 1")).toBe("const a = 1;\n");
    expect(await format("a.ts", "const b  = 1\r\n")).toBe("const b = 1;\n");
    expect(await format("a.ts", "const a  = 1")).toBe("const a = 1;\n");
    expect(await format("a.json", '{"a":1}')).toBe('{ "a": 1 }\n');
  });

  it("refuses what is not TypeScript", async () => {
    await expect(formatter(configuration)("a.ts", "const = ")).rejects.toThrow(SyntaxError);
  });
});
