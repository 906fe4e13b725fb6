import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { expect, inject, it } from "vitest";
import { readConfig } from "../../runtime/config/config.ts";
import { aloneWith } from "../support/public-services.ts";
import { blocksIn, commandsIn, sectionOf, wordsOf } from "../support/markdown.ts";
import { root } from "../support/source.ts";

const section = sectionOf(readFileSync(join(root, "README.md"), "utf8"), "Over HTTP, for many users");

it("has a server over HTTP that works as it says", async () => {
  const [command = ""] = commandsIn(section);
  const [node, program, ...args] = wordsOf(command);
  expect([node, program]).toEqual(["node", "dist/kestra-mcp.js"]);
  const [block] = blocksIn(section).filter(({ language }) => language === "json");
  const { mcpServers } = JSON.parse(block?.text ?? "") as {
    mcpServers: { kestra: { type: string; url: string; headers: { Authorization: string } } };
  };
  const { type, url, headers } = mcpServers.kestra;
  expect(type).toBe("http");
  expect(section).toContain(`serves MCP at \`${url}\``);
  const example = headers.Authorization.replace(/^Bearer /, "");
  expect(() => readConfig({ KESTRA_MCP_AUTH_TOKEN: example })).toThrow("is one that anybody guesses");
  const token = randomBytes(32).toString("hex");
  const own = { Authorization: `Bearer ${token}` };
  const env = aloneWith({
    KESTRA_MCP_PORT: "0",
    KESTRA_MCP_LOG_LEVEL: "INFO",
    KESTRA_MCP_AUTH_TOKEN: token,
  });
  const server = spawn(process.execPath, [inject("bundle"), ...args], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    const address = await listening(server.stderr);
    expect(address.pathname).toBe(new URL(url).pathname);
    for (const path of ["/healthz", "/readyz"]) {
      expect((await fetch(new URL(path, address))).status, path).toBe(200);
    }
    expect((await fetch(address, { method: "POST" })).status).toBe(401);
    const client = new Client({ name: "kestra-mcp-tests", version: "1.0.0" });
    await client.connect(new StreamableHTTPClientTransport(address, { requestInit: { headers: own } }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain("execute_flow");
    const result = await client.callTool({ name: "search_flows", arguments: { query: "" } });
    expect(result.isError ?? false).toBe(false);
    await client.close();
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  expect(server.exitCode).toBe(0);
}, 60_000);

/** The address that the server says it listens on. */
async function listening(stderr: NodeJS.ReadableStream): Promise<URL> {
  for await (const line of createInterface(stderr)) {
    const [address] = /http:\/\/[^"\s]+/.exec(line) ?? [];
    if (address !== undefined) return new URL(address);
  }
  throw new Error("The server did not start.");
}
