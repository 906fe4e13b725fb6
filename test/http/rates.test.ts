import { describe, expect, test } from "vitest";
import type { Limited } from "../../runtime/observe/observer.ts";
import { createRateLimits } from "../../runtime/operation/rate-limits.ts";
import { createMemoryStore } from "../../runtime/store/memory-store.ts";
import { rateGuard } from "../../runtime/transport/http/checks/rate.ts";
import type { Principal } from "../../runtime/auth/principal.ts";
import { nobody, tokenHolder } from "../../runtime/auth/principal.ts";
import { callGet, openSession, rpc, send } from "./support/raw.ts";
import { box, serving } from "./support/serving.ts";

function user(subject: string, client = "c"): Principal {
  return {
    subject,
    issuer: "https://id.example.com",
    roles: [],
    scopes: [],
    proof: "access token",
    permission: "all",
    user: { emailVerified: false, client: { id: client } },
  };
}

/** Whoever names themselves in a header. */
const authentication = {
  authenticate: ({ request }: { request: { headers: NodeJS.Dict<string | string[]> } }) =>
    Promise.resolve(user(String(request.headers["x-user"]), "c")),
  routes: [],
  close: () => Promise.resolve(),
};

describe("rate limits", () => {
  test("one user's calls are refused beyond theirs, with when to come again, and another's are not", async () => {
    const limited: Limited[] = [];
    const { url, asked } = await serving(box, {
      env: { KESTRA_MCP_RATE_LIMIT: "5" },
      authentication,
      observers: [{ limited: (refused) => void limited.push(refused) }],
    });
    const as = async (name: string) => ({
      "X-User": name,
      "Mcp-Session-Id": await openSession(url, { "X-User": name }),
    });
    const [ann, bob] = [await as("ann"), await as("bob")];
    // To initialize was one.
    for (let at = 0; at < 4; at++)
      expect((await send(url, { headers: ann, body: rpc("tools/call", callGet) })).status).toBe(200);
    const refused = await send(url, { headers: ann, body: rpc("tools/call", callGet) });
    expect([refused.status, refused.message.error?.message]).toEqual([
      429,
      expect.stringMatching(/^5 calls in a minute are as many as one user may make\. Try again in \d+ s\.$/),
    ]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(50);
    expect(limited).toEqual([{ limit: "user" }]);
    expect((await send(url, { headers: bob, body: rpc("tools/call", callGet) })).status).toBe(200);
    expect(asked).toHaveLength(5);
  });

  test("a batch counts by its calls, and what is no call does not", async () => {
    const { url } = await serving(box, { env: { KESTRA_MCP_RATE_LIMIT: "10" }, authentication });
    const headers = { "X-User": "ann" };
    const cancelled = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 99 } };
    const session = { ...headers, "Mcp-Session-Id": await openSession(url, headers) };
    for (let at = 0; at < 20; at++)
      expect((await send(url, { headers: session, body: cancelled })).status).toBe(202);
    const batch = Array.from({ length: 10 }, (_, id) => rpc("ping", {}, id));
    const old = { ...session, "MCP-Protocol-Version": "2025-03-26" };
    expect((await send(url, { headers: old, body: batch })).status).toBe(429);
  });

  test("an address is refused beyond its requests before it proves who it is; this machine is not counted", async () => {
    const env = {
      KESTRA_MCP_RATE_LIMIT_ADDRESS: "3",
      KESTRA_MCP_TRUSTED_PROXIES: "loopback",
      KESTRA_MCP_AUTH_TOKEN: "token-of-sixteen",
    };
    const { url, origin } = await serving(box, { env });
    const status = async (address?: string, path = "/mcp") => {
      const headers = address === undefined ? {} : { "X-Forwarded-For": address };
      return (await send(origin + path, { headers, body: {} })).status;
    };
    const all = [
      await status("198.51.100.1"),
      await status("198.51.100.1", "/register"),
      await status("198.51.100.1"),
    ];
    expect(all).toEqual([401, 404, 401]);
    expect([await status("198.51.100.1"), await status("198.51.100.1", "/register")]).toEqual([429, 429]);
    expect(await status("198.51.100.2")).toBe(401);
    const six = ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::3"];
    for (const one of six) expect(await status(one)).toBe(401);
    expect([await status("2001:db8::4"), await status("2001:db8:0:1::4")]).toEqual([429, 401]);
    for (let at = 0; at < 10; at++) expect(await status()).toBe(401);
    expect((await send(url.replace("/mcp", "/healthz"), { method: "GET" })).status).toBe(200);
  });

  test("clients that a trusted proxy names by no address are counted as one", async () => {
    const env = {
      KESTRA_MCP_RATE_LIMIT_ADDRESS: "3",
      KESTRA_MCP_TRUSTED_PROXIES: "loopback",
      KESTRA_MCP_AUTH_TOKEN: "token-of-sixteen",
    };
    const { url } = await serving(box, { env });
    const status = async (headers: Readonly<Record<string, string>>) =>
      (await send(url, { headers, body: {} })).status;
    const hidden = [{ Forwarded: "for=_a" }, { Forwarded: "for=_b" }, { "X-Forwarded-For": "unknown" }];
    for (const one of hidden) expect(await status(one)).toBe(401);
    expect(await status({ Forwarded: "for=_c" })).toBe(429);
    expect(await status({ "X-Forwarded-For": "198.51.100.1", Forwarded: "for=_c" })).toBe(401);
    expect(await status({})).toBe(401);
  });

  test("a proxy that is not named is told of once", async () => {
    const { url, logged } = await serving(box, {});
    for (const address of ["198.51.100.1", "198.51.100.2"])
      await send(url, { headers: { "X-Forwarded-For": address }, body: {} });
    const told = logged.filter(({ message }) => String(message).includes("KESTRA_MCP_TRUSTED_PROXIES"));
    expect(told).toMatchObject([
      { level: "warning", message: expect.stringContaining("127.0.0.1") as string },
    ]);
  });

  const rates = { user: 3, client: 5, address: 0 };

  test("replicas count together, and one that was told who is full asks the store no more", async () => {
    const store = createMemoryStore(Date.now);
    let tallies = 0;
    const counting = {
      tally: (...given: Parameters<typeof store.tally>) => {
        tallies++;
        return store.tally(...given);
      },
    };
    const [one, other] = [createRateLimits(rates, counting), createRateLimits(rates, counting)];
    const ann = user("ann");
    const told = [await one.caller(ann, 2), await other.caller(ann, 1), await other.caller(ann, 1)];
    expect(told).toEqual([
      undefined,
      undefined,
      { limit: "user", most: 3, seconds: expect.any(Number) as number },
    ]);
    const before = tallies;
    expect(await other.caller(ann, 1)).toMatchObject({ limit: "user" });
    expect(tallies).toBe(before);
  });

  test("a client is counted for all its users", async () => {
    const limits = createRateLimits(rates);
    const told = [];
    for (const name of ["ann", "bob", "eve"]) told.push(await limits.caller(user(name), 2));
    expect(told).toEqual([undefined, undefined, { limit: "client", most: 5, seconds: 60 }]);
    expect(await limits.caller(user("eve", "another"), 1)).toBeUndefined();
  });

  test("a store that does not answer leaves each process to count for itself", async () => {
    const limits = createRateLimits(rates, { tally: () => Promise.reject(new Error("down")) });
    expect([await limits.caller(user("ann"), 3), (await limits.caller(user("ann"), 1))?.limit]).toEqual([
      undefined,
      "user",
    ]);
  });

  test("who has the operator's token, or needs none, is not counted, and nothing is loaded for them", async () => {
    const guard = rateGuard({
      limits: () => Promise.reject(new Error("loaded")),
      isCounted: () => false,
      observer: { limited: () => undefined },
    });
    for (const one of [nobody, tokenHolder]) await guard.calls(one, 100);
    await expect(guard.calls(user("ann"), 1)).rejects.toThrow("loaded");
  });

  test("a limit of 0 is none", async () => {
    const none = createRateLimits({ user: 0, client: 0, address: 0 });
    expect([await none.caller(user("ann"), 100), await none.address("198.51.100.1")]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
