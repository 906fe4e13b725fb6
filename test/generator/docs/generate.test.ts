import { spawn } from "node:child_process";
import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTree } from "../../../generator/workspace/files.ts";
import { copyProject } from "../../support/copy.ts";

let copy: Awaited<ReturnType<typeof copyProject>>;

beforeAll(async () => {
  copy = await copyProject();
});

afterAll(() => copy.remove());

const at = (path: string): string => join(copy.folder, path);

function generate(
  ...flags: readonly string[]
): Promise<{ readonly exitCode: number; readonly said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "generator/main.ts", ...flags], {
      cwd: copy.folder,
    });
    const chunks: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("close", (exitCode) => {
      resolve({ exitCode: exitCode ?? 1, said: Buffer.concat(chunks).toString() });
    });
  });
}

describe("generate", () => {
  it("checks the pages, and makes them what they should be", { timeout: 120_000 }, async () => {
    expect((await generate()).exitCode).toBe(0);
    const pages = await readTree(copy.folder, "docs", /./);
    await appendFile(at("docs/environment.md"), "Mine.\n");
    await rm(at("docs/compatibility.md"));
    await writeFile(at("docs/toolsets/gone.md"), "# Gone\n");
    const readme = await readFile(at("README.md"), "utf8");
    await writeFile(at("README.md"), readme.replace("| [`search_flows`]", "| [`find_flows`]"));
    const checked = await generate("--check");
    expect(checked.exitCode).toBe(1);
    expect(checked.said).toMatch(/^changed {3}docs\/environment\.md$/m);
    expect(checked.said).toMatch(/^missing {3}docs\/compatibility\.md$/m);
    expect(checked.said).toMatch(/^orphaned {2}docs\/toolsets\/gone\.md$/m);
    expect(checked.said).toMatch(/^changed {3}README\.md$/m);
    expect(checked.said).not.toContain("docs/README.md");
    expect((await generate()).exitCode).toBe(0);
    expect(await readTree(copy.folder, "docs", /./)).toEqual(pages);
    expect(await readFile(at("README.md"), "utf8")).toBe(readme);
  });
});
