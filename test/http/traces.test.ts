import { expect, test } from "vitest";
import { createTraces } from "../../runtime/operation/traces.ts";
import { deadUrl, httpServer, json } from "../runtime/support/server.ts";
import { callGet, openSession, rpc, send } from "./support/raw.ts";
import { box, serving } from "./support/serving.ts";

interface Span {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code: number };
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span["attributes"] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

const valuesOf = (attributes: Span["attributes"]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

test("a call is a span below its client's, each request to Kestra one below it, and Kestra is told", async () => {
  const collector = await httpServer((_, response) => {
    json(response, {});
  });
  const traces = createTraces({ version: "9.9.9", url: `${collector.url}/v1/traces`, warn: () => undefined });
  const operation = { observers: [], tracing: traces.tracing, close: () => traces.close() };
  const { url, asked } = await serving(
    ({ url: path }, response) => {
      json(response, { id: "a" }, path.endsWith("b") ? 404 : 200);
    },
    { operation },
  );
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const trace = "0af7651916cd43dd8448eb211c80319c";
  const traced = { ...headers, traceparent: `00-${trace}-b7ad6b7169203331-01` };
  await send(url, { headers: traced, body: rpc("tools/call", callGet) });
  await send(url, { headers, body: rpc("tools/call", { name: "get_box", arguments: { box_id: "b" } }) });
  await traces.close();
  const sent = collector.asked
    .map(({ body }) => JSON.parse(body.toString()) as Sent)
    .flatMap((it) => it.resourceSpans);
  expect(valuesOf(sent[0]?.resource.attributes ?? [])).toMatchObject({
    "service.name": "kestra-mcp",
    "service.version": "9.9.9",
  });
  const spans = sent.flatMap((it) => it.scopeSpans).flatMap((it) => it.spans);
  const calls = spans.filter(({ name }) => name === "tools/call get_box");
  const requests = spans.filter(({ name }) => name === "GET");
  expect(calls.map((it) => [it.kind, it.traceId === trace, it.parentSpanId, it.status.code])).toEqual([
    [2, true, "b7ad6b7169203331", 0],
    [2, false, undefined, 2],
  ]);
  expect(requests.map((it) => [it.kind, it.traceId, it.parentSpanId, it.status.code])).toEqual([
    [3, calls[0]?.traceId, calls[0]?.spanId, 0],
    [3, calls[1]?.traceId, calls[1]?.spanId, 2],
  ]);
  expect(requests.map(({ attributes }) => valuesOf(attributes)["http.response.status_code"])).toEqual([
    200, 404,
  ]);
  expect(asked.map((it) => it.headers.traceparent)).toEqual(
    requests.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`),
  );
  expect(JSON.stringify(spans)).not.toContain("boxes");
});

test("a trace that its client does not record is not sent, and goes on to Kestra all the same", async () => {
  const collector = await httpServer((_, response) => {
    json(response, {});
  });
  const traces = createTraces({ version: "1", url: `${collector.url}/v1/traces`, warn: () => undefined });
  const operation = { observers: [], tracing: traces.tracing, close: () => traces.close() };
  const { url, asked } = await serving(box, { operation });
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
  await send(url, { headers: { ...headers, traceparent }, body: rpc("tools/call", callGet) });
  await traces.close();
  expect(collector.asked).toEqual([]);
  expect(asked[0]?.headers.traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
});

test("a collector that is not there is told once, and keeps no stop", async () => {
  const told: string[] = [];
  const traces = createTraces({
    version: "1",
    url: await deadUrl(),
    patience: 50,
    warn: (sentence) => void told.push(sentence),
  });
  traces.tracing.begin("a", "server", {}).end({});
  const begun = performance.now();
  await traces.close();
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(told.every((sentence) => sentence.startsWith("Traces cannot be sent: "))).toBe(true);
});
