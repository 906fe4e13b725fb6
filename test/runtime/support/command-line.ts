import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../../runtime/cli/run.ts";
import { configs, httpServer, json, type Respond } from "./server.ts";
import { compiled } from "./tools.ts";
import type { Environment } from "../../../runtime/environment.ts";

/** Runs a command in an empty folder, with the tools of these tests. */
export async function kestraMcp(
  argv: readonly string[],
  env: Environment = {},
  more: Partial<Parameters<typeof run>[0]> = {},
) {
  const printed = { out: "", err: "" };
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const exitCode = await run({
    argv,
    env,
    folder,
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    compiled,
    startSandbox: () => Promise.reject(new Error("no sandbox here")),
    signal: new AbortController().signal,
    ...more,
  });
  return { ...printed, exitCode };
}

/** A Kestra of 1.3 that answers the rest as it is told. @returns its URL */
export async function kestra(respond: Respond = () => undefined, config: object = configs): Promise<string> {
  const { url } = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, config);
    else respond(one, response);
  });
  return url;
}
