import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { aloneWith } from "../support/public-services.ts";

let caches = "";
beforeEach(() => {
  caches = mkdtempSync(join(tmpdir(), "kestra-mcp-code-"));
});
afterEach(() => {
  rmSync(caches, { recursive: true, force: true });
});

const code = () => join(caches, "kestra-mcp/code");
const kept = () => readdirSync(code()).map((name) => join(code(), name));

/** Starts the program. @returns what it wrote */
function version(env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inject("bundle"), "--version"], {
    env: aloneWith({ XDG_CACHE_HOME: caches, ...env }),
    encoding: "utf8",
  });
  return { status, stderr, isVersion: /^\d+\.\d+\.\d+\n$/.test(stdout) };
}

const good = { status: 0, stderr: "", isVersion: true };

/** When each file was written. */
const times = () => kept().map((path) => statSync(path).mtimeMs);

describe("what was compiled", () => {
  test("is kept for its user alone, by the name of the file and the release of Node, and used by the next start", () => {
    expect(version()).toEqual(good);
    const written = times();
    expect(written.length).toBeGreaterThan(0);
    for (const path of [code(), ...kept()]) expect(statSync(path).mode & 0o077).toBe(0);
    for (const path of kept()) expect(path).toMatch(new RegExp(`\\.js-${process.version}-${process.arch}$`));
    expect(version()).toEqual(good);
    expect(times()).toEqual(written);
  });

  test("is made anew where it is damaged, or of other flags", () => {
    version();
    for (const path of kept()) writeFileSync(path, "no code");
    expect(version()).toEqual(good);
    for (const path of kept()) expect(statSync(path).size).toBeGreaterThan(100);
    expect(version({ NODE_OPTIONS: "--no-experimental-fetch --stack-trace-limit=7" })).toEqual(good);
  });

  test.skipIf(process.getuid === undefined)("is not used where others could have written it", () => {
    version();
    const written = times();
    for (const path of kept()) chmodSync(path, 0o666);
    expect(version()).toEqual(good);
    expect(times()).not.toEqual(written);
    for (const path of kept()) expect(statSync(path).mode & 0o077).toBe(0);
  });

  test.skipIf(process.getuid === undefined)("is not kept in a folder that others can write to", () => {
    mkdirSync(code(), { recursive: true });
    chmodSync(code(), 0o777);
    expect(version()).toEqual(good);
    expect(kept()).toEqual([]);
  });

  test("is not kept where that is not wanted, and where it is not possible", () => {
    expect(version({ NODE_DISABLE_COMPILE_CACHE: "1" })).toEqual(good);
    writeFileSync(join(caches, "kestra-mcp"), "a file");
    expect(version()).toEqual(good);
    expect(readdirSync(caches)).toEqual(["kestra-mcp"]);
  });
});
