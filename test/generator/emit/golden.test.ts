import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printFiles } from "../../../generator/emit/print-files.ts";
import { toolFile } from "../../../generator/emit/tool.ts";
import type { ToolModel } from "../../../generator/model.ts";
import { format } from "./project-format.ts";

const folder = join(import.meta.dirname, "cases");
/** From a case to the runtime. */
const runtime = "../../../../../runtime";

describe("a tool's file", () => {
  it.each(readdirSync(folder).sort())("%s", async (name) => {
    const { model } = (await import(join(folder, name, "model.ts"))) as { readonly model: ToolModel };
    const [file] = printFiles([{ path: "expected.ts", structure: toolFile(model, runtime) }]);
    const text = await format("expected.ts", file?.text ?? "");
    const expected = join(folder, name, "expected.ts");
    if (process.env.UPDATE_GOLDEN === "1" && process.env.CI === undefined) writeFileSync(expected, text);
    expect(existsSync(expected)).toBe(true);
    expect(text).toBe(readFileSync(expected, "utf8"));
  });
});
