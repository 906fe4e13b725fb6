import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { root } from "../../support/source.ts";
import { logIn, redirect } from "./login.ts";
import { startWorld } from "./world.ts";

/** Where the SDK is installed, of the release that `requirements.txt` names. */
const folder = join(root, "node_modules/.cache/python-sdk");
const python = join(folder, "bin/python");

/** Whether there is a Python new enough that the SDK can be installed. */
const isThere = await promisify(execFile)("python3", [
  "-c",
  "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))",
]).then(
  () => true,
  () => false,
);

describe.skipIf(!isThere)("the client of the Python SDK", () => {
  it("registers, logs its user in, lists what the user may do, and calls", { timeout: 120_000 }, async () => {
    await install();
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

async function install(): Promise<void> {
  const run = promisify(execFile);
  if (!existsSync(python)) await run("python3", ["-m", "venv", folder]);
  await run(python, ["-m", "pip", "install", "--quiet", "-r", join(import.meta.dirname, "requirements.txt")]);
}
