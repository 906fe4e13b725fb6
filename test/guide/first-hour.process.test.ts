import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { drive } from "../../demo/drive.ts";
import { transcript } from "../../demo/transcript.ts";
import { quoted } from "../../runtime/cli/commands/shell.ts";
import { commandsIn, wordsOf } from "../support/markdown.ts";
import { aloneWith } from "../support/public-services.ts";
import { root } from "../support/source.ts";

const run = promisify(execFile);
const page = readFileSync(join(root, "docs/it-does-not-connect.md"), "utf8");

describe("the page about what does not connect", () => {
  let sandbox: ChildProcess;
  let said = "";
  let env: Record<string, string> = {};

  beforeAll(async () => {
    const [command = ""] = commandsIn(page).filter((it) => it.startsWith("kestra-mcp sandbox "));
    const args = wordsOf(command)
      .slice(1)
      // The one that is named may be taken.
      .map((word) => (word === "8085" ? "0" : word));
    sandbox = spawn(process.execPath, [inject("bundle"), ...args], {
      env: aloneWith({}),
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const chunk of sandbox.stdout ?? []) {
      said += String(chunk);
      if (said.includes("Ctrl-C")) break;
    }
    const [, json = ""] = /"env": (\{[^}]*\})/.exec(said) ?? [];
    env = JSON.parse(json) as Record<string, string>;
  });

  afterAll(async () => {
    sandbox.kill("SIGINT");
    if (sandbox.exitCode === null) await once(sandbox, "exit");
    expect(sandbox.exitCode).toBe(0);
  });

  const commands = commandsIn(page).filter((it) => !it.startsWith("kestra-mcp sandbox "));

  it.each(commands)("has a command that works on a sandbox that lasts: %s", async (command) => {
    const args = wordsOf(command).slice(1);
    const { stdout } = await run(process.execPath, [inject("bundle"), ...args], { env: aloneWith(env) });
    if (args[0] === "doctor") expect(stdout).not.toContain("FAIL");
    if (args[0] === "call") expect(stdout).toMatch(args.includes("--dry-run") ? /^GET / : /daily_report/);
    expect(stdout.trim()).not.toBe("");
  });

  it("takes arguments from a pipe", async () => {
    const child = spawn(process.execPath, [inject("bundle"), "call", "search_flows", "-"], {
      env: aloneWith(env),
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end("query: report\n");
    let stdout = "";
    for await (const chunk of child.stdout) stdout += String(chunk);
    expect(stdout).toContain("daily_report");
  });

  it("quotes JSON as cmd reads it", () => {
    const call = "kestra-mcp call search_flows";
    expect(page).toContain(`| cmd | \`${call} ${quoted('{"query":"report"}', "cmd")}\` |`);
  });

  it("names only variables that are in use", async () => {
    const { stdout } = await run(process.execPath, [inject("bundle"), "help", "environment"], {
      env: aloneWith({}),
    });
    const named = [...page.matchAll(/`(KESTRA_\w+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !stdout.includes(`\n${name}\n`))).toEqual([]);
  });
});

it("a person who starts the server by hand is told in one line what it is; a client is not", () => {
  const started = (isTTY: boolean) => {
    const terminal = `Object.defineProperty(process.stdin, "isTTY", { value: ${String(isTTY)} });`;
    const preload = `data:text/javascript,${encodeURIComponent(terminal)}`;
    return spawnSync(process.execPath, ["--import", preload, inject("bundle"), "--sandbox"], {
      input: "",
      env: aloneWith({}),
      encoding: "utf8",
    });
  };
  const { status, stdout, stderr } = started(true);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  expect(stderr).toMatch(/^kestra-mcp is started by an MCP client[^\n]+--help[^\n]+--sandbox[^\n]+\n$/);
  expect(started(false)).toMatchObject({ status: 0, stdout: "", stderr: "" });
});

it("the demo shows an error, progress, a diagnosis, a dry run on three lines, and the next step", async () => {
  let text = "";
  await drive(
    inject("bundle"),
    transcript((piece) => {
      text += piece;
    }),
  );
  expect(text).toContain("!! execute_flow: Nothing was started: input name (STRING)");
  expect(text).toMatch(/\.\. RUNNING, \d+ s: Waiting for PT1S\n/);
  expect(text).toContain('-> value: "Hello Ada!"');
  expect(text).toContain("Task check of company.shop/import_orders failed: 412 rows were expected");
  const requests = [...text.matchAll(/--line (\S+)\n.*\n +set {2}destructive {2}(POST \S+)\n/g)];
  expect(requests.map(([, line, request]) => [line, request])).toEqual([
    ["1.0", "POST /api/v1/main/executions/5xYz/labels"],
    ["1.3", "POST /api/v1/main/executions/5xYz/labels"],
    ["2.0", "POST /api/v1/main/executions/5xYz/actions/labels"],
  ]);
  const last = text.split("\n== ").at(-1) ?? "";
  expect(last).toMatch(/^Done\. Next\n/);
  // Each command of it is one.
  for (const [, command = ""] of last.matchAll(/kestra-mcp (\w+)/g))
    expect(["sandbox", "doctor", "describe"]).toContain(command);
});
