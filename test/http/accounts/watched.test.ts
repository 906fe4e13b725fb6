import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { connected } from "../support/clients.ts";
import { as, servingUsers, type UserServing } from "../support/users.ts";

const token = "a-service-account-token";
const impersonate = { KESTRA_MCP_USER_CREDENTIALS: "impersonate", KESTRA_API_TOKEN: token };

const outcomesOf = ({ calls }: UserServing) =>
  calls.map(({ tool, outcome, principal }) => [tool, outcome, principal.subject]);

describe("observers hear of each call of a user", () => {
  it("also where Kestra does not act for the user", async () => {
    const server = await servingUsers({ env: impersonate, sandbox: { edition: "ee", token } });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    expect(await ann.call("list_flows", { namespace: "company.team" })).toContain("does not act for");
    expect(outcomesOf(server)).toEqual([["list_flows", "failed", "sub-ann"]]);
    expect(server.calls[0]?.namespaces).toEqual(["company.team"]);
  });

  it("also where the user is shown the page first", async () => {
    const server = await servingUsers();
    const client = new Client({ name: "t", version: "1" }, { capabilities: { elicitation: { url: {} } } });
    client.setRequestHandler(ElicitRequestSchema, () => ({ action: "decline" }));
    await client.connect(
      new StreamableHTTPClientTransport(new URL(server.url), { requestInit: { headers: as("ann") } }),
    );
    onTestFinished(() => client.close());
    await client.callTool({ name: "search_namespaces", arguments: {} });
    expect(outcomesOf(server)).toEqual([
      ["search_namespaces", "asked", "sub-ann"],
      ["search_namespaces", "failed", "sub-ann"],
    ]);
  });
});
