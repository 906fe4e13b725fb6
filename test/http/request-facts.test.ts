import { describe, expect, test } from "vitest";
import type { MethodContext } from "../../runtime/mcp/handler.ts";
import { kestraService } from "../../runtime/mcp/kestra-service.ts";
import { carriedBy, carrying, type RequestFacts } from "../../runtime/mcp/request-facts.ts";
import { callGet, initialize, request2026, openSession, rpc, send, type RawRequest } from "./support/raw.ts";
import { box, serving, until } from "./support/serving.ts";

const token = "canary-of-sixteen";

/** A trace whose every digit is the same: of each request another. */
const traceparent = (digit: number) => `00-${String(digit).repeat(32)}-${String(digit).repeat(16)}-01`;

/** A server whose every call waits until it may end, and says what it knows of its request. */
async function waiting(env: Readonly<Record<string, string>> = {}) {
  const begun: MethodContext[] = [];
  let open: () => void = () => undefined;
  const mayEnd = new Promise<void>((resolve) => (open = resolve));
  const service = kestraService("9.9.9");
  const methods = {
    ...service.methods,
    "tools/call": async (_: object, context: MethodContext) => {
      begun.push(context);
      await mayEnd;
      const { requestId, caller, mcpSession, principal, traceparent } = context;
      const known = { requestId, caller: caller !== undefined, mcpSession, principal, traceparent };
      return { content: [{ type: "text", text: JSON.stringify(known) }] };
    },
  };
  const { url } = await serving(box, {
    service: { ...service, methods },
    env: { KESTRA_MCP_AUTH_TOKEN: token, ...env },
  });
  const Authorization = `Bearer ${token}`;
  /** Sends these at once, with the same id of a message unless they say another. @returns what the call of each knew, and of which HTTP request */
  const together = async (requests: readonly RawRequest[]) => {
    const sent = requests.map(({ headers, body }, at) =>
      send(url, {
        headers: { Authorization, traceparent: traceparent(at + 1), ...headers },
        ...(body && { body }),
      }),
    );
    await until(() => begun.length >= requests.length);
    open();
    return Promise.all(sent);
  };
  return { url, begun, open, together, Authorization };
}

/** What the calls of an answer knew. */
function knownIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  const texts = [...text.matchAll(/"text":("(?:[^"\\]|\\.)*")/g)].map(
    ([, one = ""]) => JSON.parse(one) as string,
  );
  return texts.map((one) => JSON.parse(one) as Record<string, unknown>);
}

const proved = { caller: true, principal: { subject: "bearer", proof: "static token" } };

describe("calls that run at once know their own request", () => {
  test.each<[string, Record<string, string>, () => RawRequest]>([
    [
      "of 2025-11-25, without sessions",
      { KESTRA_MCP_STATELESS: "true" },
      () => ({ body: rpc("tools/call", callGet) }),
    ],
    ["of 2026-07-28", {}, () => request2026("tools/call", callGet)],
  ])("%s", async (_, env, request) => {
    const { together } = await waiting(env);
    const answers = await together([request(), request(), request()]);
    for (const [at, { text, headers }] of answers.entries()) {
      const own = { requestId: headers["x-request-id"], traceparent: traceparent(at + 1) };
      expect(knownIn(text)).toMatchObject([{ ...proved, ...own }]);
    }
  });

  test("in sessions, with the same id and with others", async () => {
    const { url, together, Authorization } = await waiting();
    const ids = [await openSession(url, { Authorization }), await openSession(url, { Authorization })];
    const inSession = (at: number, id: number) => ({
      headers: { "Mcp-Session-Id": ids[at] },
      body: rpc("tools/call", callGet, id),
    });
    const answers = await together([inSession(0, 1), inSession(0, 2), inSession(1, 1)]);
    for (const [at, { text, headers }] of answers.entries()) {
      const own = { requestId: headers["x-request-id"], traceparent: traceparent(at + 1) };
      expect(knownIn(text)).toMatchObject([{ ...proved, ...own, mcpSession: ids[at < 2 ? 0 : 1] }]);
    }
  });

  test("in batches, of which each call is of the one request", async () => {
    const { url, together, Authorization } = await waiting();
    const params = { ...initialize.params, protocolVersion: "2025-03-26" };
    const opened = await send(url, { headers: { Authorization }, body: { ...initialize, params } });
    const headers = { "Mcp-Session-Id": opened.headers["mcp-session-id"] };
    const batch = (...all: number[]) => ({ headers, body: all.map((id) => rpc("tools/call", callGet, id)) });
    const answers = await together([batch(1, 2), batch(3, 4)]);
    for (const [at, { text, headers: answered }] of answers.entries()) {
      const own = { requestId: answered["x-request-id"], traceparent: traceparent(at + 1) };
      expect(knownIn(text)).toMatchObject([own, own]);
    }
  });

  test("whose stream was lost and resumed: theirs is the request that began them", async () => {
    const { url, begun, open, Authorization } = await waiting();
    const headers = {
      Authorization,
      "MCP-Protocol-Version": "2025-11-25",
      "Mcp-Session-Id": await openSession(url, { Authorization }),
    };
    const gone = new AbortController();
    const first = await fetch(url, {
      method: "POST",
      headers: {
        ...headers,
        Accept: "application/json, text/event-stream",
        "Content-Type": "application/json",
      },
      body: JSON.stringify(rpc("tools/call", callGet)),
      signal: gone.signal,
    });
    const event = new TextDecoder().decode((await first.body?.getReader().read())?.value as Uint8Array);
    const [, last] = /^id: (.*)$/m.exec(event) ?? [];
    await until(() => begun.length === 1);
    gone.abort();
    open();
    const resume = () => send(url, { method: "GET", headers: { ...headers, "Last-Event-ID": last } });
    let resumed = await resume();
    // As long as the SDK has not heard that the first stream is gone.
    while (resumed.status === 409) resumed = await resume();
    expect(resumed.headers["x-request-id"]).not.toBe(first.headers.get("x-request-id"));
    expect(knownIn(resumed.text)).toMatchObject([
      { ...proved, requestId: first.headers.get("x-request-id") },
    ]);
  });
});

describe("the facts of a request", () => {
  const facts = { requestId: "r" } as RequestFacts;

  test("come back from where an SDK carries them", () => {
    expect(carriedBy(carrying(facts).authInfo, { transport: "http" })).toBe(facts);
  });

  test("are needed over HTTP: nobody is served as the operator's own user by mistake", () => {
    expect(() => carriedBy(undefined, { transport: "http" })).toThrow("are lost");
    expect(() => carriedBy({ extra: {} }, { transport: "http" })).toThrow("are lost");
    expect(carriedBy(undefined, { transport: "stdio" })).toBeUndefined();
  });
});
