import { Client as Client2025 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as Transport2025 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  Client as Client2026,
  StreamableHTTPClientTransport as Transport2026,
} from "@modelcontextprotocol/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { json, type Respond } from "../../runtime/support/server.ts";
import { callGet, request2026, openSession, rpc, send } from "../support/raw.ts";
import { box, serving, until } from "../support/serving.ts";

const info = { name: "test", version: "1" };

/** Never answers; counts the sockets that were closed on it. */
function silent(): { readonly respond: Respond; closed: number } {
  const kestra = {
    closed: 0,
    respond: (({ socket }) => {
      socket.once("close", () => kestra.closed++);
    }) as Respond,
  };
  return kestra;
}

async function client2025(url: string) {
  const client = new Client2025(info, { capabilities: {} });
  const transport = new Transport2025(new URL(url));
  await client.connect(transport);
  onTestFinished(() => client.close());
  return { client, transport };
}

async function client2026(url: string) {
  const client = new Client2026(info, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
  await client.connect(new Transport2026(new URL(url)));
  onTestFinished(() => client.close());
  return { client };
}

describe.each([
  ["2025", client2025],
  ["2026", client2026],
])("the SDK's client of the revision %s", (_, connect) => {
  test("lists, calls, and is told errors as the protocol has them", async () => {
    const { url } = await serving(box);
    const { client } = await connect(url);
    expect(client.getServerVersion()).toMatchObject({ name: "kestra-mcp", version: "9.9.9" });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["get_box", "list_boxes", "manage_box", "relabel_box"]);
    expect(await client.callTool(callGet)).toMatchObject({ structuredContent: { id: "a" } });
    const bad = await client.callTool({ name: "get_box", arguments: {} });
    expect(bad.isError).toBe(true);
    await expect(client.callTool({ name: "nope", arguments: {} })).rejects.toMatchObject({ code: -32602 });
  });

  test("is told of progress, and cancels a call, which frees Kestra's socket", async () => {
    const kestra = silent();
    const { url, asked } = await serving((one, response) => {
      if (one.url.endsWith("/boxes/slow")) void kestra.respond(one, response);
      else json(response, { id: "a" });
    });
    const { client } = await connect(url);
    const told: number[] = [];
    const params = { name: "relabel_box", arguments: { box_id: "a", label: "b" } };
    const onprogress = ({ progress }: { progress: number }) => told.push(progress);
    await client.callTool(
      params,
      ...([undefined, { onprogress }].slice(client instanceof Client2025 ? 0 : 1) as []),
    );
    expect(told).toEqual([1]);

    const stop = new AbortController();
    const slow = { name: "get_box", arguments: { box_id: "slow" } };
    const options = [undefined, { signal: stop.signal }].slice(client instanceof Client2025 ? 0 : 1) as [];
    const call = client.callTool(slow, ...options).catch(() => "cancelled");
    await until(() => asked.some(({ url }) => url.endsWith("/boxes/slow")));
    stop.abort("enough");
    expect(await call).toBe("cancelled");
    await until(() => kestra.closed === 1);
    expect(asked.every(({ method }) => method !== "DELETE")).toBe(true);
    expect(await client.callTool(callGet)).toMatchObject({ structuredContent: { id: "a" } });
  });
});

describe("log messages", () => {
  test("of 2025-11-25 come at the level that was set, on the call's own stream", async () => {
    const { url } = await serving(box);
    const id = await openSession(url);
    const headers = { "Mcp-Session-Id": id };
    const call = async () => (await send(url, { headers, body: rpc("tools/call", callGet) })).text;
    expect(await call()).not.toContain("notifications/message");
    await send(url, { headers, body: rpc("logging/setLevel", { level: "debug" }) });
    expect(await call()).toContain(
      '"level":"debug","logger":"kestra-mcp","data":"GET /api/v1/main/boxes/a: 200',
    );
    await send(url, { headers, body: rpc("logging/setLevel", { level: "error" }) });
    expect(await call()).not.toContain("notifications/message");
  });

  test("of 2026-07-28 come where the request asks for them", async () => {
    const { url } = await serving(box);
    expect((await send(url, request2026("tools/call", callGet))).text).not.toContain("notifications/message");
    const _meta = { "io.modelcontextprotocol/logLevel": "debug" };
    const { text, headers } = await send(url, request2026("tools/call", { ...callGet, _meta }));
    expect(headers["content-type"]).toBe("text/event-stream");
    expect(text).toContain('"data":"GET /api/v1/main/boxes/a: 200');
  });
});

describe("a client that goes away", () => {
  test("has cancelled by 2026-07-28", async () => {
    const kestra = silent();
    const { url, asked } = await serving(kestra.respond);
    const gone = new AbortController();
    const { headers, body } = request2026("tools/call", callGet);
    const call = fetch(url, {
      method: "POST",
      headers: {
        ...(headers as Record<string, string>),
        Accept: "application/json, text/event-stream",
        "Content-Type": "application/json",
      },
      body: JSON.stringify(body),
      signal: gone.signal,
    }).catch(() => "gone");
    await until(() => asked.length === 1);
    gone.abort();
    expect(await call).toBe("gone");
    await until(() => kestra.closed === 1);
  });

  test.each(["false", "true"])("has not by 2025-11-25, stateless %s", async (KESTRA_MCP_STATELESS) => {
    let answer: () => void = () => undefined;
    let finished = false;
    const { url, asked } = await serving(
      (_, response) => {
        response.once("finish", () => (finished = true));
        answer = () => {
          json(response, { id: "late" });
        };
      },
      { env: { KESTRA_MCP_STATELESS } },
    );
    const id = await openSession(url);
    const gone = new AbortController();
    const headers = {
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
      "MCP-Protocol-Version": "2025-11-25",
      "Mcp-Session-Id": id,
    };
    const body = JSON.stringify(rpc("tools/call", callGet));
    const response = await fetch(url, { method: "POST", headers, body, signal: gone.signal });
    const text = new Response(response.body).text().catch(() => "gone");
    await until(() => asked.length === 1);
    gone.abort();
    await text;
    answer();
    await until(() => finished);
  });

  test("resumes its stream, and gets the result that it missed", async () => {
    let answer: () => void = () => undefined;
    const { url, asked } = await serving((_, response) => {
      answer = () => {
        json(response, { id: "late" });
      };
    });
    const id = await openSession(url);
    const headers = {
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
      "MCP-Protocol-Version": "2025-11-25",
      "Mcp-Session-Id": id,
    };
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify(rpc("tools/call", callGet)),
    });
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value as Uint8Array);
    const last = /^id: (.*)$/m.exec(first)?.[1] ?? "";
    await until(() => asked.length === 1);
    await reader?.cancel();
    answer();
    const resumed = await fetch(url, { headers: { ...headers, "Last-Event-ID": last } });
    const more = new TextDecoder().decode((await resumed.body?.getReader().read())?.value as Uint8Array);
    expect(more).toContain('"structuredContent":{"id":"late"}');
    const unknown = await send(url, {
      method: "GET",
      headers: { ...headers, "Last-Event-ID": `9.${"0".repeat(9)}` },
    });
    expect(unknown.status).toBe(400);
  });
});

test("a trace is passed on to Kestra, and nothing that is none", async () => {
  const { url, asked } = await serving(box);
  const good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const meta = "00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
  const id = await openSession(url);
  const call = async (header: string | undefined, traceparent?: string) => {
    const params = { ...callGet, ...(traceparent && { _meta: { traceparent } }) };
    const headers = { "Mcp-Session-Id": id, traceparent: header };
    await send(url, { headers, body: rpc("tools/call", params) });
    const { headers: more, body } = request2026("tools/call", params);
    await send(url, { headers: { ...more, traceparent: header }, ...(body && { body }) });
    return asked.slice(-2).map(({ headers }) => headers.traceparent);
  };
  expect(await call(good)).toEqual([good, good]);
  expect(await call(good, meta)).toEqual([meta, meta]);
  expect(await call(undefined, meta)).toEqual([meta, meta]);
  for (const bad of ["00-00000000000000000000000000000000-b7ad6b7169203331-01", "x", `${good}-x`]) {
    expect(await call(bad, bad)).toEqual([undefined, undefined]);
  }
});
