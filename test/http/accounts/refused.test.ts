import { describe, expect, it, vi } from "vitest";
import { ownerOf } from "../../../runtime/accounts/user-of.ts";
import { StoreError } from "../../../runtime/errors.ts";
import { createVault } from "../../../runtime/store/vault.ts";
import { say } from "../../../runtime/text/said.ts";
import { connected, type ToolClient } from "../support/clients.ts";
import { as, link, loggedIn, servingUsers, users, type UserServing } from "../support/users.ts";

const token = "a-service-account-token";
const impersonate = { KESTRA_MCP_USER_CREDENTIALS: "impersonate", KESTRA_API_TOKEN: token };
const both = { ...impersonate, KESTRA_MCP_USER_CREDENTIALS: "impersonate, stored" };
const enterprise = { edition: "ee", token } as const;
const otherVault = createVault([{ kid: "k2", key: Buffer.alloc(32, 9) }]);

async function statusOf(client: ToolClient): Promise<Record<string, unknown>> {
  return JSON.parse(await client.call("auth_status")) as Record<string, unknown>;
}

async function register({ accounts }: UserServing): Promise<void> {
  const owner = ownerOf(loggedIn("ann"));
  if (owner === undefined) throw new Error("Ann is a user.");
  await accounts.accounts?.set(owner, { kind: "basic", ...users.ann }, new AbortController().signal);
}

describe("a user for whom Kestra does not act", () => {
  it("is told who they are, and what is the matter", async () => {
    const server = await servingUsers({ env: both, sandbox: enterprise });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    const why = "Kestra does not act for ann@example.com, but goes on as the server itself";
    expect(await statusOf(ann)).toMatchObject({
      authenticated: true,
      token_configured: false,
      kestra_credentials: "none",
      message: expect.stringContaining(why) as string,
    });
    expect(JSON.parse(await ann.call("register_kestra_token"))).toEqual({
      status: "missing",
      url: link,
      message: expect.stringContaining(why) as string,
    });
    expect(await ann.call("search_namespaces")).toContain(why);
    expect(server.sandbox.requests.filter(({ path }) => path.includes("namespaces"))).toEqual([]);
  });

  it("is told that it needs Enterprise, and so is the operator, once it is known", async () => {
    const server = await servingUsers({ env: { ...impersonate, KESTRA_API_TOKEN: undefined } });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    for (let nth = 0; nth < 2; nth++) {
      const { message } = await statusOf(ann);
      expect(message).toContain("to act for you needs Kestra Enterprise");
      expect(message).not.toContain("proves none");
    }
    expect(server.warnings).toEqual([expect.stringContaining("needs Kestra Enterprise")]);
  });

  it("has what was registered on an open-source Kestra, from the first call on", async () => {
    const server = await servingUsers({ env: { ...both, KESTRA_API_TOKEN: undefined } });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    await register(server);
    expect(await statusOf(ann)).toMatchObject({ kestra_credentials: "own" });
  });
});

describe("a user whose credentials do not open", () => {
  const closed = async (env = {}) => {
    const first = await servingUsers({ env });
    await register(first);
    const server = await servingUsers({ env, beside: first, vault: otherVault });
    return { server, ann: await connected("2025-11-25", server.url, as("ann")) };
  };

  it("is told so, and where new ones are registered", async () => {
    const { server, ann } = await closed();
    const why = "do not open";
    const { message, ...status } = await statusOf(ann);
    expect(message).toContain(why);
    expect(message).toContain(link);
    expect(status).toMatchObject({ authenticated: true, kestra_credentials: "none", account_url: link });
    expect(JSON.parse(await ann.call("register_kestra_token"))).toMatchObject({
      status: "unusable",
      url: link,
      message: expect.stringContaining(why) as string,
    });
    expect(await ann.call("search_namespaces")).toContain(why);
    expect(server.logged.join("\n")).toContain("KESTRA_MCP_ENCRYPTION_KEYS must hold the key");
    await register(server);
    expect(await statusOf(ann)).toMatchObject({ kestra_credentials: "own" });
  });

  it("is not given those of the operator in their place", async () => {
    const { server, ann } = await closed({
      KESTRA_MCP_USER_CREDENTIALS: "stored, shared",
      KESTRA_USERNAME: users.bob.username,
      KESTRA_PASSWORD: users.bob.password,
    });
    expect(await statusOf(ann)).toMatchObject({ kestra_credentials: "none" });
    expect(await ann.call("search_namespaces")).toContain("do not open");
    expect(server.sandbox.requests.filter(({ path }) => path.includes("namespaces"))).toEqual([]);
  });
});

describe("a server that keeps nothing", () => {
  it("says what its operator lacks, and names no page", async () => {
    const server = await servingUsers({ vault: createVault([]) });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    for (const told of [(await statusOf(ann)).message, await ann.call("search_namespaces")]) {
      expect(told).toContain("needs KESTRA_MCP_STORE and KESTRA_MCP_ENCRYPTION_KEYS");
      expect(told).not.toContain(link);
    }
  });

  it("still tells users who they are where its store is away", async () => {
    const server = await servingUsers();
    const ann = await connected("2025-11-25", server.url, as("ann"));
    vi.spyOn(server.store, "get").mockRejectedValue(new StoreError(say`The store did not answer.`));
    expect(await statusOf(ann)).toMatchObject({
      authenticated: true,
      message: expect.stringContaining("The store did not answer.") as string,
    });
    expect(JSON.parse(await ann.call("register_kestra_token"))).toMatchObject({
      message: expect.stringContaining("The store did not answer.") as string,
    });
  });
});
