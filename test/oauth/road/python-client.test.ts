import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { root } from "../../support/source.ts";
import { logIn, redirect } from "./login.ts";
import { startWorld } from "./world.ts";
import { skipped } from "../../support/skipped.ts";

/** Where the SDK is installed, of the release that `requirements.txt` names. */
const folder = join(root, "node_modules/.cache/python-sdk");
const python = join(folder, "bin/python");

const run = promisify(execFile);

/** Installs it where it is not there. @returns why that cannot be; else nothing */
async function install(): Promise<string> {
  const isNew = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
  const requirements = join(import.meta.dirname, "requirements.txt");
  const pip = ["-m", "pip", "install", "--quiet", "--retries=1", "--timeout=20", "-r", requirements];
  try {
    await run("python3", ["-c", isNew]);
  } catch {
    return "no Python 3.10 or newer with venv (apt install python3-venv)";
  }
  try {
    if (!existsSync(python)) await run("python3", ["-m", "venv", folder]);
    await run(python, pip);
    return "";
  } catch (error) {
    const [line = ""] = String((error as { stderr?: string }).stderr)
      .trim()
      .split("\n")
      .slice(-1);
    return `pip does not install the Python SDK: ${line}`;
  }
}

const missing = await install();

describe.skipIf(missing !== "")(`the client of the Python SDK${skipped(missing)}`, () => {
  it("registers, logs its user in, lists what the user may do, and calls", { timeout: 120_000 }, async () => {
    const world = await startWorld(inject("bundle"));
    onTestFinished(() => world.close());
    const child = spawn(python, [join(import.meta.dirname, "python-client.py"), world.url, redirect]);
    let failed = "";
    child.stderr.on("data", (chunk: Buffer) => (failed += chunk.toString()));
    const told: Record<string, unknown>[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line) as Record<string, unknown>;
      told.push(said);
      if (typeof said.browse === "string") child.stdin.write(`${(await logIn(said.browse, "bob")).href}\n`);
    }
    expect(told.at(-1), failed).toMatchObject({
      failed: false,
      result: { results: ["system (created)"] },
    });
    expect(told.at(-1)?.tools).toContain("list_namespaces");
    expect(told.at(-1)?.tools).not.toContain("execute_flow");
  });
});
