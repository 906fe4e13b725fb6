import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printFiles } from "../../../generator/emit/code/print-files.ts";
import { toolFile } from "../../../generator/emit/tool.ts";
import { caseNames, folder, lines, modelOf } from "./models.ts";
import { format } from "./project-format.ts";

/** From a case to the runtime. */
const runtime = "../../../../../runtime";

describe("a tool's file", { timeout: 30_000 }, () => {
  it.each(caseNames)("%s", async (name) => {
    const structure = toolFile(await modelOf(name), lines, runtime);
    const [file] = printFiles([{ path: "expected.ts", structure }]);
    const text = await format("expected.ts", file?.text ?? "");
    const expected = join(folder, name, "expected.ts");
    if (process.env.UPDATE_GOLDEN === "1" && process.env.CI === undefined) writeFileSync(expected, text);
    expect(existsSync(expected)).toBe(true);
    expect(text).toBe(readFileSync(expected, "utf8"));
  });
});
