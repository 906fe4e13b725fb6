import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { beforeAll, describe, expect, inject } from "vitest";
import { aloneWith } from "../../support/public-services.ts";
import { createFlow, hello } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

beforeAll(async () => {
  await createFlow("plain", hello);
});

describe("flows that are tools, over stdio in revision 2026-07-28,", () => {
  check("are listed and called", async () => {
    const { url, username, password, token } = kestra.target;
    const client = new Client(
      { name: "test", version: "1" },
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
        env: aloneWith({
          HOME: "",
          KESTRA_BASE_URL: url,
          ...access,
          KESTRA_MCP_FLOWS: `${kestra.namespace}.*`,
          KESTRA_MCP_ENABLED_TOOLS: "flows",
        }),
      }),
    );
    try {
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toEqual(["run_plain"]);
      const result = await client.callTool({ name: "run_plain", arguments: {} });
      expect(result).toMatchObject({ structuredContent: { state: "SUCCESS" } });
    } finally {
      await client.close();
    }
  });
});
