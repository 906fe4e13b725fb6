import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
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
function version(env: Readonly<Record<string, string>> = {}, program = inject("bundle")) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "--version"], {
    env: aloneWith({ XDG_CACHE_HOME: caches, ...env }),
    cwd: caches,
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status, stderr, isVersion: /^\d+\.\d+\.\d+\n$/.test(stdout) };
}

const good = { status: 0, stderr: "", isVersion: true };

/** Starts the program as a server over HTTP, and ends it once it listens. */
async function serveHttp() {
  const child = spawn(process.execPath, [inject("bundle"), "--transport=http"], {
    env: aloneWith({ XDG_CACHE_HOME: caches, KESTRA_BASE_URL: "http://127.0.0.1:9", KESTRA_MCP_PORT: "0" }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  let told = "";
  for await (const chunk of child.stderr) {
    told += String(chunk);
    if (told.includes("Listening")) child.kill();
  }
  await ended;
  expect(told).toContain("Listening");
}

/** Starts the program as a server over stdio, on a Kestra that is not there, and ends it after the answer to a call. */
async function callOverStdio() {
  const child = spawn(process.execPath, [inject("bundle")], {
    env: aloneWith({ XDG_CACHE_HOME: caches, KESTRA_BASE_URL: "http://127.0.0.1:9" }),
    stdio: ["pipe", "pipe", "ignore"],
  });
  const ended = once(child, "exit");
  const ask = (id: number, method: string, params: object) => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
  };
  const clientInfo = { name: "test", version: "1" };
  ask(0, "initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo });
  let answers = "";
  for await (const chunk of child.stdout) {
    const before = answers.split("\n").length;
    answers += String(chunk);
    const now = answers.split("\n").length;
    // The list waits until it is known that no Kestra answers.
    if (before < 2 && now >= 2) ask(1, "tools/list", {});
    if (before < 3 && now >= 3) ask(2, "tools/call", { name: "get_status", arguments: {} });
    if (now >= 4) child.stdin.end();
  }
  await ended;
  expect(answers).toContain('"id":2');
}

/** When each file was written. */
const times = () => kept().map((path) => statSync(path).mtimeMs);

describe("what was compiled", () => {
  test("is kept for its user alone, by the name of the file and the release of Node, and used by the next start", () => {
    expect(version()).toEqual(good);
    const written = times();
    expect(written.length).toBeGreaterThan(0);
    for (const path of [code(), ...kept()]) expect(statSync(path).mode & 0o077).toBe(0);
    for (const path of kept())
      expect(path).toMatch(new RegExp(`\\.js-[0-9a-f]{8}-${process.version}-${process.arch}-[0-9a-f]+$`));
    expect(version()).toEqual(good);
    expect(times()).toEqual(written);
  });

  test("is made anew where it is damaged, or of other flags", () => {
    version();
    for (const path of kept()) writeFileSync(path, "no code");
    expect(version()).toEqual(good);
    for (const path of kept()) expect(statSync(path).size).toBeGreaterThan(100);
  });

  test.each([0.1, 0.3, 0.6, 0.9])("is made anew where one bit of it is another, %d of the way", (part) => {
    version();
    for (const path of kept()) {
      const bytes = readFileSync(path);
      const at = Math.floor(bytes.length * part);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at);
      writeFileSync(path, bytes);
    }
    const damaged = times();
    expect(version()).toEqual(good);
    expect(times().every((time, nth) => time !== damaged[nth])).toBe(true);
  });

  test("is made anew where only its end was lost, as when the power was", () => {
    version();
    for (const path of kept()) {
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0, bytes.length / 2));
    }
    const damaged = times();
    expect(version()).toEqual(good);
    expect(times()).not.toEqual(damaged);
  });

  test("is kept for each set of flags by itself", () => {
    const flags = { NODE_OPTIONS: "--no-experimental-fetch --stack-trace-limit=7" };
    version();
    const written = times();
    expect(version(flags)).toEqual(good);
    expect(times()).toHaveLength(2 * written.length);
    const both = times();
    for (const env of [{}, flags]) expect(version(env)).toEqual(good);
    expect(times()).toEqual(both);
  });

  test("serves the next start over HTTP too, and one over stdio, whose heap is kept small by the time of a call", async () => {
    await serveHttp();
    const written = times();
    await serveHttp();
    expect(times()).toEqual(written);
    await callOverStdio();
    expect(times()).toEqual(written);
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

  test.skipIf(process.getuid === undefined)("is not read from a folder that others can write to", () => {
    // V8 takes what was compiled of other code for that of ours, where both are equally long.
    const others = join(caches, "others");
    cpSync(dirname(inject("bundle")), others, { recursive: true });
    for (const name of readdirSync(join(others, "chunks"))) {
      const path = join(others, "chunks", name);
      writeFileSync(path, readFileSync(path, "utf8").replace('"use strict";', 'throw "bad" ;'));
    }
    version({}, join(others, basename(inject("bundle"))));
    expect(version().stderr).toContain("bad");
    chmodSync(code(), 0o777);
    expect(version()).toEqual(good);
  });

  test.skipIf(process.getuid === undefined)("is not what a link names, nor what waits for a writer", () => {
    version();
    const [first = "", ...others] = kept();
    const elsewhere = join(caches, "elsewhere");
    renameSync(first, elsewhere);
    symlinkSync(elsewhere, first);
    for (const path of others) {
      rmSync(path);
      execFileSync("mkfifo", [path]);
    }
    expect(version()).toEqual(good);
    for (const path of kept()) expect(lstatSync(path).isFile()).toBe(true);
  });

  test("is not kept in a folder that depends on where the program is started", () => {
    expect(version({ XDG_CACHE_HOME: "here", NODE_COMPILE_CACHE: "there", HOME: "home" })).toEqual(good);
    expect(readdirSync(caches)).toEqual([]);
  });

  test("gives way where there is too much of it, and nothing else does", () => {
    mkdirSync(code(), { recursive: true, mode: 0o700 });
    const old = Array.from({ length: 300 }, (_, at) => `chunk-${at}.js-v20.0.0-x64-1a`);
    const names = ["mine.txt", `${old[0] ?? ""}.12.abc`, ...old];
    for (const [at, name] of names.entries()) {
      writeFileSync(join(code(), name), "");
      utimesSync(join(code(), name), at + 1, at + 1);
    }
    expect(version()).toEqual(good);
    const left = readdirSync(code());
    expect(left).toHaveLength(201);
    expect(left).toContain("mine.txt");
    expect(left).not.toContain(names[1]);
    expect(left).toContain(old.at(-1));
  });

  test("is not kept where that is not wanted, and where it is not possible", () => {
    expect(version({ NODE_DISABLE_COMPILE_CACHE: "1" })).toEqual(good);
    writeFileSync(join(caches, "kestra-mcp"), "a file");
    expect(version()).toEqual(good);
    expect(readdirSync(caches)).toEqual(["kestra-mcp"]);
  });
});
