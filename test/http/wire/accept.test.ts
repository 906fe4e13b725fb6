import { describe, expect, test } from "vitest";
import { acceptedBy } from "../../../runtime/transport/http/wire/accept.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import type { Handler } from "../../../runtime/mcp/handler.ts";
import { callGet, initialize, request2026, openSession, rpc, send } from "../support/raw.ts";
import { box, serving } from "../support/serving.ts";

const json = "application/json";
const events = "text/event-stream";

test.each([
  [undefined, true, true],
  ["", true, true],
  ["*/*", true, true],
  ["*", true, true],
  [json, true, false],
  ["APPLICATION/JSON", true, false],
  ["Text/Event-Stream", false, true],
  ["application/*", true, false],
  ["text/*", false, true],
  [`${json}, ${events}`, true, true],
  [`${json};q=0, */*`, false, true],
  ["text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", true, true],
  [`${json};charset=utf-8;q=0.5`, true, false],
  ["*/*;q=0", false, false],
  ["text/html", false, false],
  ["application/json-seq", false, false],
])("Accept: %s takes JSON: %s, events: %s", (header, takesJson, takesEvents) => {
  expect(acceptedBy(header)).toEqual({ json: takesJson, events: takesEvents });
});

const headers = [
  undefined,
  "*/*",
  "*",
  json,
  "Application/JSON",
  events,
  "TEXT/EVENT-STREAM",
  "application/*",
] as const;

/** The type of an answer, and whether the header takes it. */
function isTaken(accept: string | undefined, type = ""): boolean {
  const taken = acceptedBy(accept);
  return type.startsWith(json) ? taken.json : type.startsWith(events) && taken.events;
}

describe.each(headers)("who sends Accept: %s is served in a type that it takes", (Accept) => {
  test("by 2025-11-25, in a session", async () => {
    const { url } = await serving(box);
    const opened = await send(url, { headers: { Accept }, body: initialize });
    expect([opened.status, isTaken(Accept, opened.headers["content-type"])]).toEqual([200, true]);
    expect(opened.message.result?.protocolVersion).toBe("2025-11-25");
    const session = { Accept, "Mcp-Session-Id": opened.headers["mcp-session-id"] };
    const called = await send(url, { headers: session, body: rpc("tools/call", callGet) });
    expect([called.status, isTaken(Accept, called.headers["content-type"])]).toEqual([200, true]);
    expect(called.message.result?.structuredContent).toEqual({ id: "a" });
    const told = await send(url, {
      headers: session,
      body: { jsonrpc: "2.0", method: "notifications/initialized" },
    });
    expect(told.status).toBe(202);
    expect((await send(url, { method: "DELETE", headers: session })).status).toBe(200);
  });

  test("by 2025-11-25, without sessions", async () => {
    const { url } = await serving(box, { env: { KESTRA_MCP_STATELESS: "true" } });
    const called = await send(url, { headers: { Accept }, body: rpc("tools/call", callGet) });
    expect([called.status, isTaken(Accept, called.headers["content-type"])]).toEqual([200, true]);
    expect(called.message.result?.structuredContent).toEqual({ id: "a" });
  });

  test("by 2026-07-28", async () => {
    const { url } = await serving(box);
    for (const { headers: needed, body } of [request2026("tools/list"), request2026("tools/call", callGet)]) {
      const {
        status,
        headers: answered,
        message,
      } = await send(url, {
        headers: { ...needed, Accept },
        ...(body && { body }),
      });
      expect([status, isTaken(Accept, answered["content-type"])]).toEqual([200, true]);
      expect(message.result?.resultType).toBe("complete");
    }
  });
});

test("progress on the way is left out of one JSON, and the call is answered", async () => {
  const { url } = await serving(box);
  const params = {
    name: "relabel_box",
    arguments: { box_id: "a", label: "b" },
    _meta: { progressToken: "t" },
  };
  const session = { Accept: json, "Mcp-Session-Id": await openSession(url) };
  const old = await send(url, { headers: session, body: rpc("tools/call", params) });
  expect([old.status, old.headers["content-type"]]).toEqual([200, json]);
  expect(JSON.parse(old.text)).toMatchObject({ id: 7, result: { structuredContent: {} } });
  const { headers: needed, body } = request2026("tools/call", params);
  const young = await send(url, { headers: { ...needed, Accept: json }, ...(body && { body }) });
  expect([young.status, young.headers["content-type"]]).toEqual([200, json]);
  expect(JSON.parse(young.text)).toMatchObject({ id: 7, result: { structuredContent: {} } });
});

test("a batch of who takes JSON alone is one array", async () => {
  const { url } = await serving(box, { env: { KESTRA_MCP_STATELESS: "true" } });
  const batch = [rpc("ping", {}, 1), rpc("ping", {}, 2)];
  const { text } = await send(url, { headers: { Accept: json }, body: batch });
  expect(JSON.parse(text)).toMatchObject([{ id: 1 }, { id: 2 }]);
});

test("who takes JSON alone cannot be asked, and is told at once", async () => {
  const asking: Handler = (_, { inputResponses }) =>
    Promise.resolve(
      inputResponses === undefined
        ? {
            resultType: "input_required",
            inputRequests: {
              word: { method: "elicitation/create", params: { message: "Which?", requestedSchema: {} } },
            },
          }
        : { content: [{ type: "text", text: JSON.stringify(inputResponses) }] },
    );
  const service = kestraService("9.9.9");
  const { url } = await serving(box, { service: { ...service, methods: { "tools/call": asking } } });
  const capabilities = { elicitation: {} };
  const opened = await send(url, { body: { ...initialize, params: { ...initialize.params, capabilities } } });
  const session = { Accept: json, "Mcp-Session-Id": opened.headers["mcp-session-id"] };
  const { text } = await send(url, { headers: session, body: rpc("tools/call", callGet) });
  expect(JSON.parse(text)).toMatchObject({ result: { content: [{ text: '{"word":null}' }] } });
});

test("a stream is refused to who takes JSON alone, in words", async () => {
  const { url } = await serving(box);
  const session = { Accept: json, "Mcp-Session-Id": await openSession(url) };
  const stream = await send(url, { method: "GET", headers: session });
  expect([stream.status, stream.message.error?.message]).toEqual([406, expect.stringContaining(events)]);
  const { headers: needed, body } = request2026("subscriptions/listen");
  const listening = await send(url, { headers: { ...needed, Accept: json }, ...(body && { body }) });
  expect(listening.status).toBe(406);
});
