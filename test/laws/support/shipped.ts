import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { inject, onTestFinished } from "vitest";
import { aloneWith } from "../../support/public-services.ts";
import { configs, httpServer, json, type Asked } from "../../runtime/support/server.ts";

export const transports = ["stdio", "http"] as const;

/** The program as it ships, in a process of its own, with a client on it. */
export interface Shipped {
  readonly client: Client;
  /** Over HTTP, where it answers. */
  readonly url?: URL;
  /** What it wrote to stderr so far. */
  readonly stderr: () => string;
  /** Calls a tool. */
  readonly call: (
    name: string,
    args?: object,
  ) => Promise<{ readonly isError: boolean; readonly text: string }>;
}

export interface ShippedOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Sent with every request over HTTP. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Runs until the test ends. Nothing of the environment reaches it but what is given. */
export async function shipped(
  transport: (typeof transports)[number],
  { env, folder, headers = {} }: ShippedOptions,
): Promise<Shipped> {
  const client = new Client({ name: "kestra-mcp-tests", version: "1.0.0" });
  const said: string[] = [];
  let url: URL | undefined;
  const options = { env: aloneWith(env), ...(folder === undefined ? {} : { cwd: folder }) };
  if (transport === "stdio") {
    const args = [inject("bundle")];
    const process_ = new StdioClientTransport({
      command: process.execPath,
      args,
      ...options,
      stderr: "pipe",
    });
    process_.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    await client.connect(process_);
  } else {
    const args = [inject("bundle"), "--transport", "http"];
    const server = spawn(process.execPath, args, {
      ...options,
      env: { KESTRA_MCP_PORT: "0", ...options.env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    onTestFinished(() => {
      server.kill("SIGKILL");
    });
    url = await addressIn(server.stderr, said);
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  }
  onTestFinished(() => client.close());
  return {
    client,
    ...(url === undefined ? {} : { url }),
    stderr: () => said.join(""),
    async call(name, args = {}) {
      const result = await client.callTool({ name, arguments: { ...args } });
      const [{ text }] = result.content as [{ readonly text: string }];
      return { isError: result.isError === true, text };
    },
  };
}

/** A Kestra of 1.3 that answers every other request with this. */
export async function answering(
  answer: string,
): Promise<{ readonly url: string; readonly asked: readonly Asked[] }> {
  return httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
    else response.writeHead(200, { "Content-Type": "application/json" }).end(answer);
  });
}

function addressIn(stderr: NodeJS.ReadableStream, said: string[]): Promise<URL> {
  return new Promise((resolve, reject) => {
    const lines = createInterface(stderr);
    lines.on("line", (line) => {
      said.push(`${line}\n`);
      const [address] = /http:\/\/[^"\s]+\/mcp/.exec(line) ?? [];
      if (address !== undefined) resolve(new URL(address));
    });
    lines.on("close", () => {
      reject(new Error(`The server did not start: ${said.join("")}`));
    });
  });
}
