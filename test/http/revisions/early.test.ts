import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import type { MethodContext } from "../../../runtime/mcp/handler.ts";
import { box, serving } from "../support/serving.ts";
import { openSession, request2026, rpc, send, type RawAnswer } from "../support/raw.ts";

/* A plain call is answered as an SDK would, and an SDK goes on with it where one is needed. */

/** The results of a tool, by the text that it is given. */
const results: Readonly<Record<string, object>> = {
  plain: { content: [{ type: "text", text: '{"a":1}' }], structuredContent: { a: 1 } },
  texts: { content: [{ type: "text", text: 'é 漢 🚀 "\\ \u2028\n</script>' }] },
  error: { content: [{ type: "text", text: "No." }], isError: true },
  large: { content: [{ type: "text", text: "é".repeat(100_000) }] },
  gaps: {
    content: [{ type: "text", text: "x", other: undefined }],
    isError: undefined,
    structuredContent: {},
  },
};

const service = kestraService("9.9.9");

/** What a call does on its way, by the same text. */
const ways: Readonly<Record<string, (context: MethodContext) => Promise<void> | void>> = {
  progress: ({ progress }) => {
    progress(1, 2, "half");
  },
  told: ({ tell }) => {
    tell?.("error", () => "A message");
  },
  late: async ({ progress }) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    progress(1);
  },
  thrown: () => {
    throw new Error("by nobody foreseen");
  },
};

const methods = {
  ...service.methods,
  "tools/call": async ({ name }: Readonly<Record<string, unknown>>, context: MethodContext) => {
    await ways[String(name)]?.(context);
    return results[String(name)] ?? { content: [] };
  },
};

const names = [...Object.keys(results), ...Object.keys(ways)];

const call = (name: string, meta?: object) => ({ name, arguments: {}, ...(meta && { _meta: meta }) });

/** What a client reads, without what is another one each time. */
const read = ({ status, headers, text }: RawAnswer) => ({
  status,
  type: headers["content-type"],
  session: headers["mcp-session-id"] !== undefined,
  cache: headers["cache-control"],
  text: text.replace(/^id: \d+\.[\w-]+$/gm, "id: N.STREAM"),
});

const capabilities = "io.modelcontextprotocol/clientCapabilities";

const start = () => serving(box, { service: { ...service, methods } });

/** @returns how often the SDK was given a request since */
function sdkAsked(): () => number {
  const { prototype } = WebStandardStreamableHTTPServerTransport;
  const spy = vi.spyOn(prototype, "handleRequest");
  onTestFinished(() => {
    spy.mockRestore();
  });
  const before = spy.mock.calls.length;
  return () => spy.mock.calls.length - before;
}

describe("an answer without an SDK is that of one, byte for byte", () => {
  test.each(names)("2025-11-25: %s", async (name) => {
    const { url } = await start();
    const id = await openSession(url);
    for (const version of ["2025-11-25", "2025-06-18", undefined]) {
      const headers = { "Mcp-Session-Id": id, "MCP-Protocol-Version": version };
      const ask = (meta: object) => send(url, { headers, body: rpc("tools/call", call(name, meta)) });
      const token = { progressToken: "p" };
      // What is not known to stand there is left to the SDK.
      const asked = sdkAsked();
      const early = await ask(token);
      expect(asked()).toBe(name in results ? 0 : 1);
      const late = await ask({ ...token, "test/other": 1 });
      expect(asked()).toBe(name in results ? 1 : 2);
      expect(read(early)).toEqual(read(late));
    }
  });

  test.each(names)("2026-07-28: %s", async (name) => {
    const { url } = await start();
    const request = request2026("tools/call", call(name, { progressToken: "p" }));
    // The first of its client goes to the SDK.
    const [late, early, again] = [
      await send(url, request),
      await send(url, request),
      await send(url, request),
    ];
    expect(read(early)).toEqual(read(late));
    expect(read(again)).toEqual(read(late));
  });

  test.each([
    [
      "what a client says of itself is not what was taken before",
      { [capabilities]: { experimental: { progressToken: 5 } } },
      {},
    ],
    ["a name is put otherwise in its header", {}, { "Mcp-Name": "=?base64?cGxhaW4=?=" }],
    ["a header names what the call does not", {}, { "Mcp-Name": "texts" }],
  ])("2026-07-28: %s", async (_, meta, more) => {
    const { url } = await start();
    const name = Object.values(more).find((one) => one.startsWith("=?")) ?? "plain";
    const known = request2026("tools/call", call("plain", { [capabilities]: { experimental: {} } }));
    const odd = request2026("tools/call", call(name, { [capabilities]: { experimental: {} }, ...meta }));
    const request = { ...odd, headers: { ...odd.headers, ...more } };
    const late = await send(url, request);
    expect(late.status).toBe(400);
    expect((await send(url, known)).status).toBe(200);
    expect(read(await send(url, request))).toEqual(read(late));
  });
});
