import { describe, expect, it } from "vitest";
import { ownerOf } from "../../../runtime/accounts/user-of.ts";
import { credentialIn } from "../../../runtime/store/records.ts";
import { connected, ways } from "../support/clients.ts";
import { initialize, send } from "../support/raw.ts";
import { as, link, loggedIn, servingUsers, users, type UserServing } from "../support/users.ts";

const signal = new AbortController().signal;

async function register({ accounts }: UserServing, name: "ann" | "bob", more: object = {}): Promise<unknown> {
  const owner = ownerOf(loggedIn(name));
  if (owner === undefined || accounts.accounts === undefined) throw new Error("Nothing is registered here.");
  return accounts.accounts.set(owner, { kind: "basic", ...users[name], ...more }, signal);
}

async function remove({ accounts }: UserServing, name: "ann" | "bob"): Promise<void> {
  const owner = ownerOf(loggedIn(name));
  if (owner !== undefined) await accounts.accounts?.remove(owner);
}

const nameIn = (status: string) => (JSON.parse(status) as { user: { name?: string } }).user.name;

describe("users with credentials of their own", () => {
  it.each(ways)("call Kestra as themselves, each by %s", async (way) => {
    const server = await servingUsers({
      env: way.includes("without") ? { KESTRA_MCP_STATELESS: "true" } : {},
    });
    const [ann, bob] = await Promise.all([
      connected(way, server.url, as("ann")),
      connected(way, server.url, as("bob")),
    ]);
    await register(server, "ann");
    expect(nameIn(await ann.call("get_status"))).toBe(users.ann.username);
    expect(await bob.call("search_namespaces")).toContain(link);
    await register(server, "bob");
    expect(nameIn(await bob.call("get_status"))).toBe(users.bob.username);
    expect(nameIn(await ann.call("get_status"))).toBe(users.ann.username);
  });

  it("are told where to register where they have none, and what needs no Kestra goes on", async () => {
    const server = await servingUsers();
    const ann = await connected("2025-11-25", server.url, as("ann"));
    expect((await ann.list()).length).toBeGreaterThan(50);
    expect(await ann.call("search_namespaces")).toContain(`Open ${link}, log in, and register them there`);
    expect(server.sandbox.requests.filter(({ path }) => path.includes("namespaces"))).toEqual([]);
    const status = JSON.parse(await ann.call("auth_status")) as Record<string, unknown>;
    expect(status).toMatchObject({
      authenticated: true,
      token_configured: false,
      kestra_credentials: "none",
      account_url: link,
      user: { id: "sub-ann", email: "ann@example.com" },
    });
    expect(JSON.stringify(status)).not.toContain(server.sandbox.url);
  });

  it("are told whose are registered", async () => {
    const server = await servingUsers();
    const ann = await connected("2025-11-25", server.url, as("ann"));
    await register(server, "ann");
    expect(JSON.parse(await ann.call("auth_status"))).toMatchObject({
      token_configured: true,
      kestra_credentials: "own",
      registered: { kind: "basic", whose: users.ann.username },
    });
    expect(server.events).toEqual([expect.objectContaining({ event: "credential set" })]);
  });

  it("never act as the operator, whatever that has", async () => {
    const server = await servingUsers({
      env: { KESTRA_USERNAME: users.bob.username, KESTRA_PASSWORD: users.bob.password },
    });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    expect(await ann.call("search_namespaces")).toContain(link);
    const operator = await connected("2025-11-25", server.url, as("operator"));
    expect(nameIn(await operator.call("get_status"))).toBe(users.bob.username);
    await register(server, "ann");
    expect(nameIn(await ann.call("get_status"))).toBe(users.ann.username);
  });

  it("lose them at once when they are removed, on every replica", async () => {
    const server = await servingUsers();
    const other = await servingUsers({ beside: server });
    await register(server, "ann");
    const there = await connected("2025-11-25", other.url, as("ann"));
    expect(await there.call("search_namespaces")).toContain("results");
    await remove(server, "ann");
    expect(await there.call("search_namespaces")).toContain(link);
    await register(other, "ann");
    expect(await there.call("search_namespaces")).toContain("results");
    expect(other.events.map(({ event }) => event)).toEqual(["credential set"]);
    expect(server.events.map(({ event }) => event)).toEqual(["credential set", "credential removed"]);
  });

  it("keep what they had where Kestra does not take the new ones", async () => {
    const server = await servingUsers();
    await expect(register(server, "ann", { password: "wrong" })).rejects.toThrow(
      "Nothing was stored. Kestra does not take this name and password.",
    );
    expect(await server.store.count("credential")).toBe(0);
    await register(server, "ann");
    await expect(register(server, "ann", { password: "wrong" })).rejects.toThrow("Nothing was stored");
    const ann = await connected("2025-11-25", server.url, as("ann"));
    expect(nameIn(await ann.call("get_status"))).toBe(users.ann.username);
  });

  it("cannot use what was moved to them in the store", async () => {
    const server = await servingUsers();
    await register(server, "ann");
    await register(server, "bob");
    const [one, two] = await server.store.page("credential", 10);
    if (one === undefined || two === undefined) throw new Error("There should be two.");
    await server.store.put("credential", { ...one, body: { ...one.body, sealed: credentialIn(two).sealed } });
    await server.store.put("credential", { ...two, body: { ...two.body, sealed: credentialIn(one).sealed } });
    for (const name of ["ann", "bob"]) {
      const client = await connected("2025-11-25", server.url, as(name));
      expect(await client.call("search_namespaces")).toMatch(/do not open[^]*KESTRA_MCP_ENCRYPTION_KEYS/);
    }
    expect(server.sandbox.requests.filter(({ path }) => path.includes("namespaces"))).toEqual([]);
  });

  it("have sessions that nobody else can use", async () => {
    const server = await servingUsers();
    await register(server, "ann");
    await register(server, "bob");
    const opened = await send(server.url, { headers: as("ann"), body: initialize });
    const session = { "Mcp-Session-Id": String(opened.headers["mcp-session-id"]) };
    const body = {
      jsonrpc: "2.0",
      id: 2,
      method: "tools/call",
      params: { name: "get_status", arguments: {} },
    };
    const theirs = await send(server.url, { headers: { ...as("bob"), ...session }, body });
    expect(theirs.status).toBe(404);
    expect((await send(server.url, { headers: { ...as("ann"), ...session }, body })).status).toBe(200);
  });

  it("are in no log, and no result, with their secrets", async () => {
    const server = await servingUsers();
    await register(server, "ann");
    await register(server, "bob", { password: "A-wrong-password1" }).catch(() => undefined);
    const ann = await connected("2025-11-25", server.url, as("ann"));
    const said = [
      await ann.call("get_status"),
      await ann.call("auth_status"),
      await ann.call("list_flows", { namespace: "a" }),
    ];
    const everything = JSON.stringify([
      said,
      server.logged,
      server.events,
      await server.store.page("credential", 10),
    ]);
    for (const secret of [users.ann.password, "A-wrong-password1"]) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(Buffer.from(`ann@example.com:${secret}`).toString("base64"));
    }
  });
});
