import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import { afterAll, describe, expect, inject, it } from "vitest";
import { aloneWith } from "../support/public-services.ts";
import { root } from "../support/source.ts";

const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Starts the program in a Node that says of itself that it is of another version. */
function startedBy(version: string, argv: readonly string[], input = "") {
  const preload = join(folder, "version.cjs");
  writeFileSync(preload, `Object.defineProperty(process, "version", { value: "${version}" });\n`);
  const args = ["--require", preload, inject("bundle"), ...argv];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    input,
    env: aloneWith({}),
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const old = [
  "v12.22.12",
  "v14.21.3",
  "v16.20.2",
  "v18.20.8",
  "v19.9.0",
  "v20.0.0",
  "v20.11.1",
  "v21.0.0",
  "v21.6.2",
];
const good = ["v20.12.0", "v20.20.2", "v21.7.0", "v22.0.0", "v24.1.0", "v30.0.0"];

describe("the entry of the program", () => {
  it.each(old)("says in one line that Node %s is too old", (version) => {
    const { status, stdout, stderr } = startedBy(version, ["list"]);
    expect(stderr).toMatch(/^kestra-mcp needs Node 20\.12 or newer [^\n]+\n$/);
    expect(stderr).toContain(`this is ${version}.`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  it.each(good)("starts with Node %s", (version) => {
    expect(startedBy(version, ["--version"])).toMatchObject({ status: 0, stderr: "" });
  });

  it("tells it to the client that waits for an answer", () => {
    const initialize =
      '\nno JSON\n{"jsonrpc":"2.0","method":"a"}\n{"jsonrpc":"2.0","id":"x","method":"initialize"}\n';
    const { stdout, stderr } = startedBy("v18.20.8", [], initialize);
    const message = stderr.trim();
    expect(JSON.parse(stdout)).toEqual({ jsonrpc: "2.0", id: "x", error: { code: -32603, message } });
    expect(startedBy("v18.20.8", ["--transport", "http"], initialize).stdout).toBe("");
  });

  it("holds nothing that the oldest Node with import() cannot read", async () => {
    const text = readFileSync(inject("bundle"), "utf8");
    const [plain, as12] = await Promise.all(
      ["esnext", "node12.20"].map(async (target) => (await transform(text, { target })).code),
    );
    expect(as12).toBe(plain);
    expect(text).not.toMatch(/^\s*(import|export)\b(?!\()/m);
  });

  it("reads few files at a start, since each takes its time", () => {
    const inner = join(dirname(inject("bundle")), "main.js");
    const read = new Set<string>();
    const follow = (path: string) => {
      if (read.has(path)) return;
      read.add(path);
      const found = readFileSync(path, "utf8").matchAll(/\b(?:from|import) ?"(\.[^"]+\.js)"/g);
      for (const [, to = ""] of found) follow(join(dirname(path), to));
    };
    follow(inner);
    expect(read.size).toBeGreaterThan(1);
    expect(read.size).toBeLessThanOrEqual(4);
  });

  it("knows the same versions as package.json", () => {
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      engines: { node: string };
    };
    expect(engines.node).toBe("^20.12.0 || >=21.7.0");
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
      packages: Record<string, { engines?: unknown }>;
    };
    expect(lock.packages[""]?.engines).toEqual(engines);
  });
});
