import type { Environment } from "../../environment.ts";
import { ConfigurationError } from "../../errors.ts";
import { aborted } from "../../deadline.ts";
import { kestraAlone } from "../../config/variables/service-variables.ts";
import { newestLine } from "../../kestra/release.ts";
import type { Compiled } from "../../catalog/select.ts";
import type { Printed } from "./call.ts";

/** A sandbox to be started. */
export interface SandboxOptions {
  readonly line: string;
  readonly username: string;
  readonly password: string;
  /** Any free one where absent. */
  readonly port?: number;
  /** It holds flows, executions and all else that a person wants to look at. */
  readonly samples: true;
}

export interface Sandbox {
  readonly url: string;
  close(): unknown;
}

/** What starts a sandbox, and tells of it. */
export interface SandboxSurroundings {
  readonly compiled: Compiled;
  readonly startSandbox: (options: SandboxOptions) => Promise<Sandbox>;
  readonly out: (text: string) => void;
  readonly signal: AbortSignal;
}

const username = "sandbox@kestra.io";

/** Of a sandbox that lasts: clients are configured with it, and it guards nothing. */
const lastingPassword = "Sandbox-1";

/** Starts the sandbox of one command. @throws ConfigurationError for a line that there is not */
export async function openSandbox(
  wanted: string,
  given: Environment,
  { compiled, startSandbox }: Pick<SandboxSurroundings, "compiled" | "startSandbox">,
): Promise<{ readonly env: Environment; readonly close: () => unknown }> {
  const line = lineOf(wanted, compiled.lines, "--sandbox");
  const password = crypto.randomUUID();
  const sandbox = await startSandbox({ line, username, password, samples: true });
  const env = {
    ...environmentOf(sandbox, password),
    // Whoever tries a sandbox asks nobody else, unless they say so.
    ...kestraAlone(compiled.services, given),
    // It is here.
    NO_PROXY: "*",
    no_proxy: "*",
  };
  return { env, close: () => sandbox.close() };
}

/**
 * Starts a sandbox that lasts until it is stopped, and says how to use it.
 * @throws ConfigurationError for a line that there is not, or a port that is taken
 */
export async function lastingSandbox(
  wanted: string,
  port: number | undefined,
  { compiled, startSandbox, out, signal }: SandboxSurroundings,
): Promise<Printed> {
  const line = lineOf(wanted, compiled.lines, "The line of a sandbox");
  const options = { line, username, password: lastingPassword, samples: true } as const;
  const sandbox = await startSandbox(port === undefined ? options : { ...options, port }).catch(
    (error: unknown) => {
      throw refusal(error, port);
    },
  );
  try {
    out(told(line, sandbox, port));
    await aborted(signal);
    return { exitCode: 0 };
  } finally {
    await sandbox.close();
  }
}

function refusal(error: unknown, port = 0): unknown {
  const { code } = error as { readonly code?: string };
  if (code === "EADDRINUSE") return new ConfigurationError(`Port ${port} is taken: choose another --port.`);
  if (code === "EACCES")
    return new ConfigurationError(`Port ${port} may not be used: choose a --port above 1023.`);
  return error;
}

function lineOf(wanted: string, lines: readonly string[], what: string): string {
  if (wanted === "") return newestLine(lines);
  if (lines.includes(wanted)) return wanted;
  throw new ConfigurationError(`${what} must be one of ${lines.join(", ")}, not ${wanted}.`);
}

function environmentOf({ url }: Sandbox, password: string): Readonly<Record<string, string>> {
  return {
    KESTRA_BASE_URL: url,
    KESTRA_TENANT_ID: "main",
    KESTRA_USERNAME: username,
    KESTRA_PASSWORD: password,
  };
}

function told(line: string, sandbox: Sandbox, port: number | undefined): string {
  const env = environmentOf(sandbox, lastingPassword);
  const pairs = Object.entries(env);
  const json = pairs.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const set = (write: (name: string, value: string) => string, by: string) =>
    pairs.map(([name, value]) => write(name, value)).join(by);
  const again = port === undefined ? "Give --port to have the same address again. " : "";
  return `A Kestra ${line} with samples, in memory: ${sandbox.url}
User ${username}, password ${lastingPassword}, tenant main. ${again}It is no real Kestra: it has no pages, and its tasks do
nothing outside of it.

In the configuration of an MCP client:
  "env": {
${json.join(",\n")}
  }

In another terminal, before kestra-mcp list, call or doctor:
  sh          export ${set((name, value) => `${name}=${value}`, " ")}
  PowerShell  ${set((name, value) => `$env:${name}="${value}"`, "; ")}
  cmd         ${set((name, value) => `set "${name}=${value}"`, " & ")}

It lasts until Ctrl-C. What was changed in it is gone then.
`;
}
