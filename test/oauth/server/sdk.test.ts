import { describe, expect, test } from "vitest";
import { callback, consent, forwardOf, open, type Jar } from "./support/flow.ts";
import { freePort } from "./support/free-port.ts";
import { connectedBy, providerOf, sdks, type Kept } from "./support/sdk-client.ts";
import { hour, served, type ServedOptions } from "./support/served.ts";

/** The server at an address at which clients reach it. */
async function reachable(options: ServedOptions = {}) {
  const port = String(await freePort());
  return served({ ...options, publicUrl: `http://127.0.0.1:${port}`, env: { KESTRA_MCP_PORT: port } });
}

async function connected(
  sdk: (typeof sdks)[number],
  kept: Kept,
  given?: Awaited<ReturnType<typeof reachable>>,
) {
  const server = given ?? (await reachable());
  const answer = async () => {
    const jar: Jar = {};
    const page = await open(server, kept.sent?.href ?? "", jar);
    return forwardOf(await callback(server, forwardOf(await consent(server, page, jar)), jar)).searchParams;
  };
  const client = await connectedBy({ sdk, url: server.url, provider: providerOf(kept), answer });
  return { server, client };
}

describe.each(sdks)("The SDK %s", (sdk) => {
  test("finds the way by itself, registers and logs in", async () => {
    const kept: Kept = {};
    const { server, client } = await connected(sdk, kept);
    await client.ping();
    expect(kept.tokens).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    expect(kept.sent?.searchParams.get("resource")).toBe(server.addresses.resource);
    expect(server.events.map(({ event }) => event)).toEqual(["registration", "consent", "login", "token"]);
  });

  test("refreshes by itself where its token is over", async () => {
    const kept: Kept = {};
    const { server, client: before } = await connected(sdk, kept);
    await before.close();
    server.clock.now += hour;
    const { client } = await connected(sdk, kept, server);
    await client.ping();
    expect(server.events.at(-1)).toMatchObject({ event: "refresh" });
  });

  test("registers again where the server knows it no more", async () => {
    const kept: Kept = {};
    const { server, client: before } = await connected(sdk, kept);
    await before.close();
    const [client] = await server.store.page("client", 1);
    await server.store.remove("client", client?.id ?? "");
    server.clock.now += hour;
    await (await connected(sdk, kept, server)).client.ping();
    expect(server.events.filter(({ event }) => event === "registration")).toHaveLength(2);
  });
});
