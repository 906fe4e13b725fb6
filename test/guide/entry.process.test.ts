import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
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

  it("loads little until tools are listed, since each file and each module of Node takes its time", () => {
    const told = join(folder, "loaded.json");
    const preload = join(folder, "loaded.cjs");
    const loaded = "{ files: Object.keys(require.cache), builtins: process.moduleLoadList }";
    writeFileSync(
      preload,
      `process.on("exit", () => require("fs").writeFileSync(${JSON.stringify(told)}, JSON.stringify(${loaded})));\n`,
    );
    const params = {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo: { name: "a", version: "1" },
    };
    const input = [
      { id: 0, method: "initialize", params },
      { method: "notifications/initialized" },
      { id: 1, method: "tools/list" },
    ].map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
    const { stdout } = spawnSync(process.execPath, ["--require", preload, inject("bundle")], {
      input: input.join(""),
      env: aloneWith({ KESTRA_BASE_URL: "http://127.0.0.1:9" }),
      encoding: "utf8",
    });
    expect(stdout).toContain('"name":"get_status"');
    const { files, builtins } = JSON.parse(readFileSync(told, "utf8")) as Record<string, readonly string[]>;
    const names = (files ?? []).filter((path) => path !== preload).map((path) => basename(path));
    expect(names.length).toBeGreaterThan(2);
    expect(names.length, names.join(", ")).toBeLessThanOrEqual(5);
    // What asks for a list needs none of these.
    const late = ["crypto", "fs/promises", "https", "tls", "zlib", "perf_hooks", "child_process"];
    expect(builtins?.filter((name) => late.includes(name.replace("NativeModule ", "")))).toEqual([]);
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
