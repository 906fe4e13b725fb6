import { expect, onTestFinished, test } from "vitest";
import type { Environment } from "../../../runtime/environment.ts";
import { limits } from "../../../runtime/limits.ts";
import type { Callers } from "../../../runtime/transport/http/callers/callers.ts";
import type { Session } from "../../../runtime/mcp/session.ts";
import { json } from "../../runtime/support/server.ts";
import { callGet, cutOff, initialize, openSession, rpc, send } from "../support/raw.ts";
import { box, serving, until } from "../support/serving.ts";

/** Callers by a header of the test's own, each on the operator's Kestra; counts who is held. */
function byHeader(held: Map<string, number>): (operator: Session) => Callers {
  return (session) => ({
    callerOf: ({ "x-test-caller": header }) => {
      const key = String(header);
      return {
        key,
        session,
        hold() {
          held.set(key, (held.get(key) ?? 0) + 1);
          return () => {
            held.set(key, (held.get(key) ?? 0) - 1);
          };
        },
      };
    },
    close: () => undefined,
  });
}

test("a session is its caller's alone, and tells nobody else that it is there", async () => {
  const held = new Map<string, number>();
  const { url } = await serving(box, { callers: byHeader(held) });
  const id = await openSession(url, { "X-Test-Caller": "ann" });
  const ask = async (caller: string, session: string, method = "POST") => {
    const headers = { "X-Test-Caller": caller, "Mcp-Session-Id": session };
    const answer = await send(url, { method, headers, ...(method === "POST" && { body: rpc("ping") }) });
    return [answer.status, answer.message.error?.code];
  };
  expect(await ask("ann", id)).toEqual([200, undefined]);
  for (const method of ["POST", "GET", "DELETE"]) expect(await ask("bob", id, method)).toEqual([404, -32001]);
  expect(await ask("bob", "made-up")).toEqual([404, -32001]);
  expect(await ask("ann", id)).toEqual([200, undefined]);
  expect(held.get("ann")).toBe(1);
  expect(await ask("ann", id, "DELETE")).toEqual([200, undefined]);
  expect(await ask("ann", id)).toEqual([404, -32001]);
  expect(held.get("ann")).toBe(0);
});

test("ids are not to be guessed, and what has none is refused", async () => {
  const { url } = await serving(box);
  const ids = await Promise.all(Array.from({ length: 20 }, () => openSession(url)));
  expect(new Set(ids).size).toBe(20);
  for (const id of ids) expect(id).toMatch(/^[\x21-\x7e]{32,}$/);
  for (const method of ["POST", "GET", "DELETE"]) {
    const answer = await send(url, { method, ...(method === "POST" && { body: rpc("tools/list") }) });
    expect(answer.status, method).toBe(400);
  }
});

test("a version that nobody knows is refused within a session", async () => {
  const { url } = await serving(box);
  const id = await openSession(url);
  const headers = { "Mcp-Session-Id": id, "MCP-Protocol-Version": "1999-01-01" };
  expect((await send(url, { headers, body: rpc("ping") })).status).toBe(400);
});

test("there are at most so many: the caller's own oldest gives way, never another's", async () => {
  const held = new Map<string, number>();
  const { url, sessions, logged } = await serving(box, {
    env: { KESTRA_MCP_MAX_SESSIONS: "4" },
    callers: byHeader(held),
  });
  const ann = await openSession(url, { "X-Test-Caller": "ann" });
  const bobs = [];
  for (let i = 0; i < 6; i++) bobs.push(await openSession(url, { "X-Test-Caller": "bob" }));
  expect(sessions()).toBe(3);
  const status = async (caller: string, id = "") =>
    (await send(url, { headers: { "X-Test-Caller": caller, "Mcp-Session-Id": id }, body: rpc("ping") }))
      .status;
  expect(await status("ann", ann)).toBe(200);
  expect(await status("bob", bobs[0])).toBe(404);
  expect(await status("bob", bobs.at(-1))).toBe(200);
  const dropped = logged.filter(
    ({ message }) => message === "A session was closed to make room for another one.",
  );
  expect(dropped.map(({ level, mcpSession }) => [level, mcpSession])).toEqual(
    bobs.slice(0, 4).map((id) => ["info", id.slice(0, 8)]),
  );
});

test("where all are taken, an idle one of whoever has most gives way, and nobody's only one", async () => {
  const { url, sessions } = await serving(box, {
    env: { KESTRA_MCP_MAX_SESSIONS: "4" },
    callers: byHeader(new Map()),
  });
  const as = (caller: string, id?: string) => ({ "X-Test-Caller": caller, "Mcp-Session-Id": id });
  const ping = async (caller: string, id = "") =>
    (await send(url, { headers: as(caller, id), body: rpc("ping") })).status;
  const anns: string[] = [];
  for (let i = 0; i < 3; i++) anns.push(await openSession(url, as("ann")));
  expect(await ping("ann", anns[0])).toBe(200);
  const used = new AbortController();
  const headers = { Accept: "text/event-stream", "X-Test-Caller": "ann", "Mcp-Session-Id": anns[1] ?? "" };
  await fetch(url, { headers, signal: used.signal });
  const bob = await openSession(url, as("bob"));
  const eve = await openSession(url, as("eve"));
  const joe = await send(url, { headers: as("joe"), body: initialize });
  expect(joe.status).toBe(200);
  const ids = [...anns.map((id) => ["ann", id]), ["bob", bob], ["eve", eve]] as const;
  const alive = await Promise.all(ids.map(([caller = "", id]) => ping(caller, id)));
  expect(alive).toEqual([404, 200, 404, 200, 200]);
  const full = await send(url, { headers: as("kim"), body: initialize });
  expect([full.status, full.headers["retry-after"], sessions()]).toEqual([503, "30", 4]);
  expect(full.message.error?.message).toMatch(
    /^Too many sessions are open: there may be at most 4 \(KESTRA_MCP_MAX_SESSIONS\), and one caller may have at most 2 of them\. End one/,
  );
  used.abort();
});

test("one caller leaves some for others, whatever it has open, where others may come", async () => {
  const most = 8;
  const streams: Response[] = [];
  const open = async (url: string, name: string) => {
    const headers = { "X-Test-Caller": name };
    const { status, headers: given } = await send(url, { headers, body: initialize });
    if (status !== 200) return status;
    const id = String(given["mcp-session-id"]);
    const used = new AbortController();
    onTestFinished(() => {
      used.abort();
    });
    const stream = { Accept: "text/event-stream", ...headers, "Mcp-Session-Id": id };
    const response = await fetch(url, { headers: stream, signal: used.signal });
    // The stream of one that is collected ends.
    streams.push(response);
    return response.status;
  };
  const opened = async (env: Environment) => {
    const { url } = await serving(box, {
      env: { ...env, KESTRA_MCP_MAX_SESSIONS: String(most) },
      callers: byHeader(new Map()),
    });
    let count = 0;
    while ((await open(url, "ann")) === 200) count++;
    return { count, bob: await open(url, "bob") };
  };
  expect(await opened({})).toEqual({ count: most * limits.sessionShareAlone, bob: 200 });
  expect(await opened({ KESTRA_MCP_CALLER_CREDENTIALS: "never" })).toEqual({ count: most, bob: 503 });
});

test("one whose call goes on is not idle, though nobody waits for its answer", async () => {
  let answer: () => void = () => undefined;
  let [finished, cut] = [false, false];
  const { url, asked, sessions } = await serving(
    (_, response) => {
      response.once("close", () => (response.writableFinished ? (finished = true) : (cut = true)));
      answer = () => {
        json(response, { id: "late" });
      };
    },
    { env: { KESTRA_MCP_MAX_SESSIONS: "1", KESTRA_MCP_SESSION_IDLE: "1" } },
  );
  const headers = { "Mcp-Session-Id": await openSession(url) };
  await cutOff(url, headers, () => asked.length === 1);
  expect((await send(url, { body: initialize })).status).toBe(503);
  // Longer than a session may be idle.
  await new Promise((resolve) => setTimeout(resolve, 1600));
  expect([sessions(), cut]).toEqual([1, false]);
  answer();
  await until(() => finished);
  await until(() => sessions() === 0);
  expect((await send(url, { body: initialize })).status).toBe(200);
});

test("one that nobody uses is over; one whose stream is open is not", async () => {
  const { url, sessions } = await serving(box, { env: { KESTRA_MCP_SESSION_IDLE: "1" } });
  const id = await openSession(url);
  const stream = await fetch(url, {
    headers: { Accept: "text/event-stream", "Mcp-Session-Id": id },
  });
  expect(stream.status).toBe(200);
  const idle = await openSession(url);
  await until(() => sessions() === 1);
  expect((await send(url, { headers: { "Mcp-Session-Id": idle }, body: rpc("ping") })).status).toBe(404);
  expect((await send(url, { headers: { "Mcp-Session-Id": id }, body: rpc("ping") })).status).toBe(200);
  await stream.body?.cancel();
  await until(() => sessions() === 0);
});

test("without sessions each request stands for itself", async () => {
  const { url, sessions, asked } = await serving(box, { env: { KESTRA_MCP_STATELESS: "true" } });
  const { headers } = await send(url, { body: initialize });
  expect(headers["mcp-session-id"]).toBeUndefined();
  const { message } = await send(url, { body: rpc("tools/call", callGet) });
  expect(message.result?.structuredContent).toEqual({ id: "a" });
  expect((await send(url, { method: "GET" })).status).toBe(405);
  expect((await send(url, { method: "DELETE" })).status).toBe(405);
  expect([sessions(), asked.length]).toEqual([0, 1]);
});
