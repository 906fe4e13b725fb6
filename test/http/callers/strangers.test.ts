import { nobody } from "../../../runtime/auth/principal.ts";
import { request } from "node:http";
import { connect } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createFailedLogins } from "../../../runtime/transport/http/bounds/failed-logins.ts";
import { credentialCallers } from "../../../runtime/transport/http/callers/credential-callers.ts";
import { limits } from "../../../runtime/limits.ts";
import { configs, httpServer, json, type Respond } from "../../runtime/support/server.ts";
import { started } from "../support/process.ts";
import { callGet, initialize, request2026, openSession, rpc, send } from "../support/raw.ts";
import { serving, until } from "../support/serving.ts";

/** Accepts the tokens whose names begin so, as a Kestra with accounts does. */
const accounts: Respond = ({ url, headers: { authorization = "" } }, response) => {
  if (url === "/api/v1/configs/login" || authorization.startsWith("Bearer known"))
    json(response, { id: "a" });
  else json(response, { message: "Unauthorized" }, 401);
};

const as = (name: string) => ({ "X-Kestra-Token": name });

/** Calls, so that Kestra accepts the caller or not. */
async function call(url: string, name: string) {
  const { headers, body } = request2026("tools/call", callGet);
  return (await send(url, { headers: { ...headers, ...as(name) }, ...(body && { body }) })).message.result;
}

/** Opens a stream on which a session listens, and leaves it open. @returns the status */
async function listen(url: string, name: string, id: string): Promise<number | undefined> {
  const headers = { ...as(name), "Mcp-Session-Id": id, Accept: "text/event-stream" };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "GET", headers, agent: false }, (response) => {
      response.resume();
      response.on("error", () => undefined);
      resolve(response.statusCode);
    });
    sent.on("error", reject).end();
    onTestFinished(() => {
      sent.destroy();
    });
  });
}

/** Opens a subscription of 2026-07-28, and leaves it open. */
function subscribe(url: string, name: string): void {
  const params: object = { notifications: { toolsListChanged: true } };
  const { headers, body } = request2026("subscriptions/listen", params);
  const own = { Accept: "application/json, text/event-stream", "Content-Type": "application/json" };
  const sent = request(url, { method: "POST", headers: { ...own, ...headers, ...as(name) }, agent: false });
  sent.on("response", (response) => response.on("error", () => undefined).resume());
  sent.on("error", () => undefined).end(JSON.stringify(body));
  onTestFinished(() => {
    sent.destroy();
  });
}

describe("callers whose credentials Kestra never accepted", () => {
  test("have few sessions and streams of their own, and take none of those who are known", async () => {
    const { url, session } = await serving(accounts, { env: { KESTRA_MCP_MAX_SESSIONS: "40" } });
    expect(await call(url, "known")).toMatchObject({ structuredContent: { id: "a" } });
    const most = limits.strangersLeast;
    const ids = [];
    for (let at = 0; at < most; at++) {
      ids.push(await openSession(url, as(`made-up ${at}`.replace(" ", "-"))));
      expect(await listen(url, `made-up-${at}`, ids[at] ?? "")).toBe(200);
    }
    const full = await send(url, { headers: as("another"), body: initialize });
    expect([full.status, full.message.error?.message]).toEqual([
      503,
      "Too many callers are here whose credentials Kestra has not accepted yet. Try again later.",
    ]);
    for (let at = 0; at < 20; at++) {
      const id = await openSession(url, as("known"));
      expect(await listen(url, "known", id)).toBe(200);
    }
    const operators = { "Mcp-Session-Id": await openSession(url) };
    expect((await send(url, { headers: operators, body: rpc("ping") })).status).toBe(200);
    expect(session.accepted).toBe(true);
  });

  test("give way to each other where they rest, and are strangers no more once Kestra accepts them", async () => {
    const { url } = await serving(accounts, { env: { KESTRA_MCP_MAX_SESSIONS: "40" } });
    const first = await openSession(url, as("known-later"));
    const ping = async (name: string, id: string) =>
      (await send(url, { headers: { ...as(name), "Mcp-Session-Id": id }, body: rpc("ping") })).status;
    const second = await openSession(url, as("made-up"));
    const headers = { ...as("known-later"), "Mcp-Session-Id": first };
    await send(url, { headers, body: rpc("tools/call", callGet) });
    for (let at = 0; at < limits.strangersLeast; at++) await openSession(url, as(`made-up-${at}`));
    expect(await ping("made-up", second)).toBe(404);
    expect(await ping("known-later", first)).toBe(200);
  });

  test.each(["sessions", "listeners of 2026-07-28", "both"])(
    "have their places only for a while once others want them: %s",
    async (kind) => {
      let passed = 0;
      vi.spyOn(performance, "now").mockImplementation(() => Date.now() + passed);
      const { url } = await serving(accounts, { env: { KESTRA_MCP_MAX_SESSIONS: "40" } });
      const most = limits.strangersLeast;
      for (let at = 0; at < most; at++) {
        if (kind !== "listeners of 2026-07-28") {
          const id = await openSession(url, as(`made-up-${at}`));
          if (kind === "sessions") await listen(url, `made-up-${at}`, id);
        }
        if (kind !== "sessions") subscribe(url, `other-${at}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      const come = async () => {
        const opened = await send(url, { headers: as("known"), body: initialize });
        const id = String(opened.headers["mcp-session-id"]);
        return [opened.status, opened.status === 200 ? await listen(url, "known", id) : undefined];
      };
      expect(await come()).not.toEqual([200, 200]);
      passed = limits.strangerTime;
      expect(await come()).toEqual([200, 200]);
      expect(await call(url, "known")).toMatchObject({ structuredContent: { id: "a" } });
    },
  );

  test("hold no place with bodies that never end", async () => {
    const { url } = await serving(accounts, {
      callers: (session) => credentialCallers(session, { most: 4, strangers: 4 }),
    });
    const { hostname, port } = new URL(url);
    for (let at = 0; at < 8; at++) {
      const socket = connect(Number(port), hostname).on("error", () => undefined);
      onTestFinished(() => {
        socket.destroy();
      });
      socket.write(
        `POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-Kestra-Token: made-up-${at}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await send(url, { headers: as("known"), body: initialize })).status).toBe(200);
  });

  test("are kept apart from the others, whom they do not push out", async () => {
    const { session } = await serving(accounts);
    const callers = credentialCallers(session, { most: 10, strangers: 2 });
    onTestFinished(() => {
      callers.close();
    });
    const come = async (name: string) => callers.callerOf({ "x-kestra-token": name }, nobody);
    const known = await come("known");
    const { signal } = new AbortController();
    await known.session.clients.kestra.http.send(
      { method: "GET", path: "/api/v1/main/boxes/a" },
      { retry: false, signal },
    );
    expect(known.session.accepted).toBe(true);
    for (let at = 0; at < 20; at++) await come(`made-up-${at}`);
    expect((await come("known")).session).toBe(known.session);
    for (const name of ["one", "two"]) (await come(name)).hold();
    await expect(come("three")).rejects.toMatchObject({ status: 503 });
    expect((await come("known")).session).toBe(known.session);
  });

  test("do not become known by what Kestra tells anybody", async () => {
    const { session } = await serving(accounts);
    const callers = credentialCallers(session);
    onTestFinished(() => {
      callers.close();
    });
    const { session: own } = await callers.callerOf({ "x-kestra-token": "made-up" }, nobody);
    const { signal } = new AbortController();
    const ask = (path: string) =>
      own.clients.kestra.http.send({ method: "GET", path }, { retry: false, signal });
    expect((await ask("/api/v1/configs")).status).toBe(200);
    expect((await ask("/api/v1/configs/login")).status).toBe(200);
    expect((await ask("/api/v1/main/boxes/a")).status).toBe(401);
    expect(own.accepted).toBe(false);
  });
});

describe("many headers", () => {
  test("hide no credentials: the request is refused, and nothing is done as the operator", async () => {
    const asked: unknown[] = [];
    const kestra = await httpServer((one, response) => {
      // At the start the operator's credentials are checked.
      const isStart = one.url === "/api/v1/configs" || one.url.includes("/flows/search");
      if (!isStart) asked.push(one.headers.authorization);
      json(response, one.url === "/api/v1/configs" ? configs : { id: "a" });
    });
    const { url } = await started({ KESTRA_BASE_URL: kestra.url, KESTRA_API_TOKEN: "operators" });
    const { headers, body } = request2026("tools/call", callGet);
    const needed = { ...headers, Accept: "application/json, text/event-stream", ...as("own") };
    const text = JSON.stringify(body);
    const status = (junk: number) =>
      new Promise<string>((resolve) => {
        const { hostname, port } = new URL(url);
        const socket = connect(Number(port), hostname);
        onTestFinished(() => {
          socket.destroy();
        });
        const lines = Object.entries(needed).map(([name, value]) => `${name}: ${String(value)}\r\n`);
        const own = `Content-Type: application/json\r\nContent-Length: ${text.length}\r\n`;
        socket.write(
          `POST /mcp HTTP/1.1\r\nHost: localhost\r\n${own}${"a:\r\n".repeat(junk)}${lines.join("")}\r\n${text}`,
        );
        socket.once("data", (chunk: Buffer) => {
          resolve(chunk.toString().slice(9, 12));
        });
      });
    for (const count of [limits.headers, 1995, 2000]) expect(await status(count)).toBe("431");
    expect(asked).toEqual([]);
    expect(await status(50)).toBe("200");
    expect(asked).toEqual(["Bearer own"]);
  });
});

describe("the bearer token", () => {
  test("that is short is refused at the start, and not said", async () => {
    const { Client } = await import("../../runtime/support/client.ts");
    const client = new Client({ KESTRA_MCP_TRANSPORT: "http", KESTRA_MCP_AUTH_TOKEN: "canary-15-chars" });
    expect(await client.exit()).toBe(2);
    expect(client.stderr).toMatch(/KESTRA_MCP_AUTH_TOKEN must have at least 16 characters/);
    expect(client.stderr).not.toContain("canary");
  });

  test("is tried in vain so often and no more, and the right one always counts", async () => {
    const token = "token-of-sixteen";
    const { url, logged } = await serving(accounts, { env: { KESTRA_MCP_AUTH_TOKEN: token } });
    const attempt = (Authorization: string | undefined) =>
      send(url, { headers: { Authorization }, body: initialize });
    for (let at = 0; at < limits.authFailures; at++) {
      expect((await attempt(at % 2 === 0 ? undefined : `Bearer ${token}${at}`)).status).toBe(401);
    }
    const { status, headers, message } = await attempt("Bearer wrong");
    expect([status, headers.connection]).toEqual([429, "close"]);
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
    expect(message.error?.message).toMatch(/^More than 30 requests in a minute .* Try again in \d+ s\.$/);
    expect((await attempt(`Bearer ${token}`)).status).toBe(200);
    await until(
      () => logged.filter(({ message }) => message === "request").length >= limits.authFailures + 2,
    );
    const warnings = logged.filter(({ level }) => level === "warning");
    expect(warnings).toHaveLength(limits.authFailures);
  });

  test("failures are of an address, and forgotten after a minute", () => {
    let now = 0;
    const failed = createFailedLogins(2, () => now);
    expect([failed.note("a"), failed.note("a"), failed.note("a"), failed.note("b")]).toEqual([
      undefined,
      undefined,
      60,
      undefined,
    ]);
    now = 59_999;
    expect(failed.note("a")).toBe(1);
    now = 60_000;
    expect(failed.note("a")).toBeUndefined();
  });

  test("whoever has a network of IPv6 has one address", () => {
    const failed = createFailedLogins(1, () => 0);
    const all = ["2001:db8::1", "2001:db8:0:0:ffff::2", "2001:db8:0:1::1"];
    expect(all.map((one) => failed.note(one))).toEqual([undefined, 60, undefined]);
  });
});
