import { Client as Client2025 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as Transport2025 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import {
  Client as Client2026,
  StreamableHTTPClientTransport as Transport2026,
} from "@modelcontextprotocol/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { ownerOf } from "../../../runtime/accounts/user-of.ts";
import { connected } from "../support/clients.ts";
import { as, link, loggedIn, servingUsers, users, type UserServing } from "../support/users.ts";

const token = "A-token-of-ann-0123456789";
const enterprise = { edition: "ee", token } as const;

describe("the tool that registers credentials", () => {
  it("gives the link, and says whether there are some", async () => {
    const server = await servingUsers();
    const ann = await connected("2025-11-25", server.url, as("ann"));
    expect(JSON.parse(await ann.call("register_kestra_token"))).toMatchObject({
      status: "missing",
      url: link,
    });
    await register(server);
    expect(JSON.parse(await ann.call("register_kestra_token"))).toMatchObject({
      status: "stored",
      message: expect.stringContaining(users.ann.username) as string,
    });
  });

  it("takes no token where the operator does not allow it, and then does not try it", async () => {
    const server = await servingUsers({ sandbox: enterprise });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    expect(await ann.call("register_kestra_token", { token })).toContain(
      "This server takes no token here, where a model reads it: nothing was stored.",
    );
    expect(await server.store.count("credential")).toBe(0);
    expect(server.sandbox.requests.filter(({ path }) => path === "/api/v1/me")).toEqual([]);
  });

  it("takes one that Kestra takes, where the operator allows it, and says to prefer the page", async () => {
    const server = await servingUsers({ env: { KESTRA_MCP_TOKEN_TOOL: "argument" }, sandbox: enterprise });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    const wrong = await ann.call("register_kestra_token", { token: "A-wrong-token-0123456789" });
    expect(wrong).toContain("Nothing was stored. Kestra does not take this token.");
    expect(await server.store.count("credential")).toBe(0);
    const stored = await ann.call("register_kestra_token", { token: ` ${token} ` });
    expect(JSON.parse(stored)).toMatchObject({ status: "stored", whose: "service-account" });
    expect(stored).toContain(`better registered at ${link}`);
    expect(await ann.call("search_namespaces")).toContain("results");
    const everything = JSON.stringify([wrong, stored, server.logged, server.events]);
    expect(everything).not.toContain(token);
    expect(everything).not.toContain("A-wrong-token");
    const hers = {
      principal: expect.objectContaining({ subject: "sub-ann" }) as object,
      requestId: expect.any(String) as string,
      address: "127.0.0.1",
    };
    expect(server.events).toEqual([
      { event: "credential refused", ...hers, reason: "Kestra does not take it" },
      { event: "credential set", ...hers },
    ]);
  });

  it("goes without a page where users log in elsewhere", async () => {
    const server = await servingUsers({
      env: { KESTRA_MCP_AUTH: "external", KESTRA_MCP_TOKEN_TOOL: "argument" },
      sandbox: enterprise,
      principals: { ann: { ...loggedIn("ann"), proof: "external token" } },
    });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    expect(await ann.call("search_namespaces")).toContain("ask its operator to add them.");
    expect(JSON.parse(await ann.call("register_kestra_token"))).toEqual({
      status: "missing",
      message: "None are registered yet. A token may be given here.",
    });
    expect(JSON.parse(await ann.call("register_kestra_token", { token }))).toMatchObject({
      status: "stored",
    });
    expect(await ann.call("search_namespaces")).toContain("results");
    expect(await ann.call("auth_status")).not.toContain("account_url");
  });

  it("is hidden where there is nothing to register, with the reason", async () => {
    const off = await servingUsers({ env: { KESTRA_MCP_TOKEN_TOOL: "off" } });
    const ann = await connected("2025-11-25", off.url, as("ann"));
    expect(await ann.list()).not.toContain("register_kestra_token");
    expect(await ann.call("register_kestra_token")).toContain("KESTRA_MCP_TOKEN_TOOL, which is off");
  });

  it("is for users alone: whoever has the operator's token is none", async () => {
    const server = await servingUsers();
    const operator = await connected("2025-11-25", server.url, as("operator"));
    expect(await operator.call("register_kestra_token")).toContain("nobody is logged in here");
  });
});

/** What a test's client does with a page. */
type Shown = (params: { readonly url?: unknown; readonly message: string }) => Promise<"accept" | "decline">;

async function client2025(url: string, shown: Shown) {
  const client = new Client2025(
    { name: "test", version: "1" },
    { capabilities: { elicitation: { url: {} } } },
  );
  client.setRequestHandler(ElicitRequestSchema, async ({ params }) => ({
    action: await shown(params as never),
  }));
  await client.connect(new Transport2025(new URL(url), { requestInit: { headers: as("ann") } }));
  onTestFinished(() => client.close());
  return client;
}

async function client2026(url: string, shown: Shown) {
  const client = new Client2026(
    { name: "test", version: "1" },
    { capabilities: { elicitation: { url: {} } }, versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  client.setRequestHandler("elicitation/create", async ({ params }) => ({
    action: await shown(params as never),
  }));
  await client.connect(new Transport2026(new URL(url), { requestInit: { headers: as("ann") } }));
  onTestFinished(() => client.close());
  return client;
}

async function register({ accounts }: UserServing): Promise<void> {
  const owner = ownerOf(loggedIn("ann"));
  if (owner === undefined) throw new Error("Ann is a user.");
  await accounts.accounts?.set(owner, { kind: "basic", ...users.ann }, new AbortController().signal);
}

const textOf = (result: object) =>
  ((result as { readonly content?: unknown }).content as readonly { readonly text?: string }[])
    .map(({ text = "" }) => text)
    .join("\n");

describe.each([
  ["2025-11-25", client2025],
  ["2026-07-28", client2026],
] as const)("a client of %s that shows pages", (_, connect) => {
  it("is asked to show the page, and the call goes on with what was registered there", async () => {
    const server = await servingUsers();
    const seen: unknown[] = [];
    const client = await connect(server.url, async (params) => {
      seen.push(params);
      await register(server);
      return "accept";
    });
    const result = await client.callTool({ name: "search_namespaces", arguments: {} });
    expect(textOf(result)).toContain("results");
    expect(seen).toEqual([expect.objectContaining({ mode: "url", url: link })]);
    expect(JSON.stringify(seen)).not.toMatch(/token=|sub-ann|ann@/);
  });

  it("is told to call again where nothing was registered yet, and what a user who declines wants", async () => {
    const server = await servingUsers();
    const answers = ["accept", "decline"] as const;
    for (const answer of answers) {
      const client = await connect(server.url, () => Promise.resolve(answer));
      const result = await client.callTool({ name: "search_namespaces", arguments: {} });
      expect(result.isError).toBe(true);
      expect(textOf(result)).toContain(
        answer === "accept" ? "make the same call again" : "The user did not open the page",
      );
    }
    expect(server.sandbox.requests.filter(({ path }) => path.includes("namespaces"))).toEqual([]);
  });

  it("is not asked by what needs no Kestra", async () => {
    const server = await servingUsers();
    const client = await connect(server.url, () => Promise.reject(new Error("asked")));
    expect(textOf(await client.callTool({ name: "auth_status", arguments: {} }))).toContain(link);
  });
});
