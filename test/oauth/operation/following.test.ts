import { expect, onTestFinished, test, vi } from "vitest";
import { nobody, type Principal } from "../../../runtime/auth/principal.ts";
import { hashOf } from "../../../runtime/oauth/protocol/secret.ts";
import { openFollowing } from "../../../runtime/oauth/grants/following.ts";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import { endGrantsOf } from "../../../runtime/store/end-grants.ts";
import { userId } from "../../../runtime/store/records.ts";
import { until } from "../../http/support/serving.ts";
import { openSession, request2026, rpc, send } from "../../http/support/raw.ts";
import { ann } from "../server/support/fake-upstream.ts";
import { loggedIn, query, type Tokens } from "../server/support/flow.ts";
import { next } from "../server/support/refreshed.ts";
import { hour, served, type Served, type ServedOptions } from "../server/support/served.ts";

const roles = `
claims: [roles]
roles:
  engineer:
    - allow: [all]
  reader:
    - allow: [read]
  nothing:
    - allow: [read]
      tools: []
`;

/** Two servers of one store. */
async function replicas(options: ServedOptions = {}): Promise<readonly [Served, Served]> {
  const first = await served({ roles, sharesSessions: true, ...options });
  const { store, clock, upstream } = first;
  return [first, await served({ roles, sharesSessions: true, ...options, store, clock, upstream })];
}

interface Stream {
  text: string;
  isOver: boolean;
}

/** Opens a stream, and leaves it open. */
async function streamed(url: string, headers: Record<string, string>, body?: object): Promise<Stream> {
  const gone = new AbortController();
  onTestFinished(() => {
    gone.abort();
  });
  const stream: Stream = { text: "", isOver: false };
  const { body: read, status } = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: gone.signal,
  });
  expect(status).toBe(200);
  const decoder = new TextDecoder();
  void (async () => {
    try {
      for await (const chunk of read ?? [])
        stream.text += decoder.decode(chunk as Uint8Array, { stream: true });
    } catch {
      // It was cut off.
    }
    stream.isOver = true;
  })();
  return stream;
}

const as = ({ access }: Tokens) => ({ Authorization: `Bearer ${access}` });

async function sessionOf(server: Served, tokens: Tokens): Promise<Record<string, string>> {
  const id = await openSession(server.url, as(tokens));
  const headers = { ...as(tokens), "Mcp-Session-Id": id, "MCP-Protocol-Version": "2025-11-25" };
  await send(server.url, { headers, body: { jsonrpc: "2.0", method: "notifications/initialized" } });
  return headers;
}

const subscribe = () =>
  request2026("subscriptions/listen", {
    notifications: { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true },
  } as object);

/** A stream of each revision at one server. */
async function listening(server: Served, tokens: Tokens): Promise<readonly Stream[]> {
  const asked = subscribe();
  const streams = [
    await streamed(server.url, await sessionOf(server, tokens)),
    await streamed(server.url, { ...as(tokens), ...(asked.headers as object) }, asked.body as object),
  ];
  await until(() => streams[1]?.text.includes("acknowledged") === true);
  return streams;
}

const giveBack = (server: Served, { client, refresh }: Tokens, token = refresh) =>
  send(server.at(server.addresses.revoke), {
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: query({ client_id: client, token }),
  });

test("Streams end with the grant, on whichever replica it is revoked; those of others go on", async () => {
  const [first, second] = await replicas();
  const tokens = await loggedIn(first);
  const others = await listening(second, await loggedIn(first));
  const streams = await listening(second, tokens);
  await giveBack(first, tokens);
  await until(() => streams.every(({ isOver }) => isOver));
  expect(others.map(({ isOver }) => isOver)).toEqual([false, false]);
  const told = second.logged.filter(({ message }) => String(message).includes("was revoked"));
  expect(told.map(({ requestId }) => typeof requestId)).toEqual(["string", "string"]);
});

test("They end, too, where the operator revokes all that a user gave", async () => {
  const [first, second] = await replicas();
  const streams = await listening(second, await loggedIn(first));
  await endGrantsOf(first.store, userId(ann.issuer, ann.subject));
  await until(() => streams.every(({ isOver }) => isOver));
});

test("With an access token end those that it opened", async () => {
  const [first, second] = await replicas();
  const tokens = await loggedIn(first);
  const later = await next(first, tokens);
  const [old, fresh] = [await listening(second, tokens), await listening(second, later)];
  await giveBack(first, tokens, tokens.access);
  await until(() => old.every(({ isOver }) => isOver));
  expect(fresh.map(({ isOver }) => isOver)).toEqual([false, false]);
});

test.each(["2025-11-25", "2025-11-25 without sessions", "2026-07-28"])(
  "A call of %s that is under way ends with the grant, and asks Kestra no more",
  async (revision) => {
    let [isAsked, isGone] = [false, false];
    const [first, second] = await replicas({
      env: revision.includes("without") ? { KESTRA_MCP_STATELESS: "true" } : {},
      respond: (_, response) => {
        isAsked = true;
        response.on("close", () => {
          isGone = true;
        });
      },
    });
    const tokens = await loggedIn(first);
    const params = { name: "search_flows", arguments: { query: "a" } };
    const asked = request2026("tools/call", params);
    const headers = revision.includes("without")
      ? { ...as(tokens), "MCP-Protocol-Version": "2025-11-25" }
      : await sessionOf(second, tokens);
    const sent =
      revision === "2026-07-28"
        ? { headers: { ...as(tokens), ...asked.headers }, body: asked.body }
        : { headers, body: rpc("tools/call", params) };
    const answer = send(second.url, sent as object).then(
      ({ text }) => text,
      () => "cut off",
    );
    await until(() => isAsked);
    await giveBack(first, tokens);
    const told = (await answer).replace(/^[^]*data: /, "");
    expect(JSON.parse(told)).toMatchObject({
      id: (sent.body as { readonly id: unknown }).id,
      error: {
        code: -32000,
        message: expect.stringContaining("The login of this request was ended") as string,
      },
    });
    await until(() => isGone);
  },
);

test("Sessions of a grant that was revoked are closed on every replica, though nobody listens in them", async () => {
  const replicated = await replicas();
  const tokens = await loggedIn(replicated[0]);
  const headers = await sessionOf(replicated[0], tokens);
  await send(replicated[1].url, { headers, body: rpc("ping") });
  await sessionOf(replicated[1], await loggedIn(replicated[0]));
  expect(replicated.map((server) => server.sessions())).toEqual([1, 2]);
  await giveBack(replicated[0], tokens);
  await until(() => replicated[0].sessions() === 0 && replicated[1].sessions() === 1);
});

const changes = ({ text }: Stream) =>
  [...text.matchAll(/notifications\/(\w+)\/list_changed/g)].map(([, list]) => list).sort();

test("Clients that listen are told of lists that change with their user's roles, and of no others", async () => {
  const [first, second] = await replicas();
  let tokens = await loggedIn(first);
  const streams = await listening(second, tokens);
  const refreshed = async (given: string, expected: readonly (readonly string[])[]) => {
    first.upstream.again = { ...ann, claims: { roles: [given] }, refreshToken: `upstream ${given}` };
    first.clock.now += hour;
    tokens = await next(first, tokens);
    await until(() => streams.every((it, at) => changes(it).length >= (expected[at]?.length ?? 0)));
    expect(streams.map(changes)).toEqual(expected);
  };
  await refreshed("engineer", [[], []]);
  const less = ["prompts", "tools"];
  await refreshed("reader", [less, less]);
  const none = ["prompts", "prompts", "resources", "tools", "tools"];
  await refreshed("nothing", [none, none]);
  expect(streams.map(({ isOver }) => isOver)).toEqual([false, false]);
});

test("A client is told at its next request where another login of its user changed the roles", async () => {
  const [first, second] = await replicas();
  const tokens = await loggedIn(first);
  const headers = await sessionOf(second, tokens);
  const stream = await streamed(second.url, headers);
  await send(second.url, { headers, body: rpc("tools/list") });
  first.upstream.identity = { ...ann, claims: { roles: ["reader"] } };
  await loggedIn(first);
  await until(() => changes(stream).length > 1);
  await send(second.url, { headers, body: rpc("tools/list") });
  await send(second.url, { headers, body: rpc("ping") });
  expect(changes(stream)).toEqual(["prompts", "tools"]);
});

test("So is that an access token was given back; one that is over by itself leaves what it opened", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const server = await served({ roles });
  const tokens = await loggedIn(server);
  const later = await next(server, tokens);
  const [old, fresh] = [await listening(server, tokens), await listening(server, later)];
  await vi.advanceTimersByTimeAsync(30_000);
  expect([old, fresh].flat().map(({ isOver }) => isOver)).toEqual([false, false, false, false]);
  // As another process of the same file would.
  await server.store.remove("access", hashOf(tokens.access));
  await vi.advanceTimersByTimeAsync(30_000);
  await until(() => old.every(({ isOver }) => isOver));
  server.clock.now += hour;
  await vi.advanceTimersByTimeAsync(30_000);
  await new Promise(setImmediate);
  expect(await server.store.get("access", hashOf(later.access))).toBeUndefined();
  expect(fresh.map(({ isOver }) => isOver)).toEqual([false, false]);
});

test("What nobody told is found out within half a minute, as where the command line revoked it", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const store = createMemoryStore(Date.now);
  const user = userId(ann.issuer, ann.subject);
  const body = { iss: ann.issuer, sub: ann.subject, emailVerified: true, seenAt: 0 };
  await store.put("user", { id: user, body });
  await store.put("grant", { id: "g1", owner: user, body: {} });
  const following = await openFollowing({ store, now: Date.now, roles: undefined, resource: "" });
  const principal: Principal = {
    ...nobody,
    ...{ issuer: ann.issuer, subject: ann.subject, proof: "access token" },
    user: { emailVerified: true, grant: "g1" },
  };
  let ended = 0;
  const served = { request: { headers: {} }, principal, expired: () => undefined, changed: () => undefined };
  const leave = following.follow({ ...served, ended: () => ended++ });
  let isLeft = true;
  following.follow({ ...served, ended: () => (isLeft = false) })();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(ended).toBe(0);
  await store.remove("grant", "g1");
  await vi.advanceTimersByTimeAsync(30_000);
  await until(() => ended === 1);
  leave();
  expect(isLeft).toBe(true);
  await following.close();
});
