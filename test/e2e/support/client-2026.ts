import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { inject, onTestFinished } from "vitest";
import { aloneWith } from "../../support/public-services.ts";
import type { Target } from "./target.ts";

/** A client of revision 2026-07-28 with a server of its own over stdio, closed when the test ends. */
export async function client2026({ url, username, password, token }: Target): Promise<Client> {
  const client = new Client(
    { name: "kestra-mcp-tests", version: "1.0.0" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  const access =
    token === undefined
      ? { KESTRA_USERNAME: username, KESTRA_PASSWORD: password }
      : { KESTRA_API_TOKEN: token };
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [inject("bundle")],
      env: aloneWith({ HOME: "", KESTRA_BASE_URL: url, ...access, KESTRA_MCP_LOG_LEVEL: "WARNING" }),
    }),
  );
  onTestFinished(() => client.close());
  return client;
}
