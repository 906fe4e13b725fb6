import { connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { limits } from "../../../runtime/limits.ts";
import { configs, httpServer, json, type Respond } from "../../runtime/support/server.ts";
import { deaf } from "../support/deaf.ts";
import { started } from "../support/process.ts";
import { callGet, initialize, request2026, openSession, rpc, send } from "../support/raw.ts";
import { box, serving, until } from "../support/serving.ts";

/** Of a size that no socket takes at once, when there are many. */
const large: Respond = (_, response) => {
  json(response, { id: "a", text: "x".repeat(18_000) });
};

/** A service whose every call has this text. */
function answering(text: string) {
  const service = kestraService("9.9.9");
  const call = () => Promise.resolve({ content: [{ type: "text", text }] });
  return { ...service, methods: { ...service.methods, "tools/call": call } };
}

/** More than the buffers of two sockets take. */
const huge = "x".repeat(16_000_000);

const drop = { name: "drop_box", arguments: { box_id: "a" } };
const revision = { "MCP-Protocol-Version": "2025-03-26" };

/** The program, on a Kestra that answers so. */
async function process(respond: Respond, env: Readonly<Record<string, string>> = {}) {
  const kestra = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
    else respond(one, response);
  });
  return { ...(await started({ KESTRA_BASE_URL: kestra.url, ...env })), asked: kestra.asked };
}

describe("answers that nobody reads", () => {
  test("384 calls on four connections take nothing from the other clients", async () => {
    const { url, asked } = await process(large);
    const id = await openSession(url);
    const all = Array.from({ length: 4 }, () => deaf(url));
    // The first ones fill what the sockets take.
    for (let round = 0; round < 5; round++) {
      const before = asked.length;
      for (const [at, one] of all.entries()) {
        const ids = Array.from({ length: 96 }, (_, call) => 1000 * at + 100 * round + call);
        const batch = ids.map((id) => rpc("tools/call", callGet, id));
        one.post({ ...revision, "Mcp-Session-Id": id }, JSON.stringify(batch));
      }
      await Promise.race([
        until(() => asked.length === before + 384),
        new Promise((resolve) => setTimeout(resolve, 3000)),
      ]);
    }
    for (let at = 0; at < 10; at++) {
      expect((await send(url, request2026("tools/call", callGet))).status).toBe(200);
    }
  });

  test("end with their connection, and nothing of them is left", async () => {
    const { url, sessions, logged } = await serving(box, {
      bounds: { unreadTime: 150 },
      service: answering(huge),
      env: { KESTRA_MCP_SESSION_IDLE: "1" },
    });
    const id = await openSession(url);
    const one = deaf(url);
    one.post({ "Mcp-Session-Id": id }, JSON.stringify(rpc("tools/call", callGet)));
    // Behind the first: of those Node does not say that their connection is closed.
    one.post({ "Mcp-Session-Id": id }, JSON.stringify(rpc("tools/call", callGet, 8)));
    const other = deaf(url);
    const { headers, body } = request2026("tools/call", callGet);
    other.post(headers as Record<string, string>, JSON.stringify(body));
    const done = () => logged.filter(({ rpc }) => rpc === "tools/call").length;
    await until(() => done() === 3);
    for (const { socket } of [one, other]) socket.resume();
    await until(() => one.isClosed() && other.isClosed());
    await until(() => sessions() === 0);
  });

  test("are bounded together: who waits longest goes, and who reads does not", async () => {
    const { url } = await serving(box, { bounds: { unread: 40_000_000 }, service: answering(huge) });
    const { headers, body } = request2026("tools/call", callGet);
    const all = [];
    for (let at = 0; at < 4; at++) {
      const one = deaf(url);
      one.post(headers as Record<string, string>, JSON.stringify(body));
      all.push(one);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await send(url, request2026("tools/call", callGet))).text.length).toBeGreaterThan(huge.length);
    const [first, , , last] = all;
    first?.socket.resume();
    await until(() => first?.isClosed() === true);
    expect(last?.isClosed()).toBe(false);
  });

  test("a slow reader gets all of its answer", async () => {
    const { url } = await serving(box, { bounds: { unreadTime: 200 }, service: answering(huge) });
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => {
      socket.destroy();
    });
    let read = 0;
    socket.on("data", (chunk: Buffer) => {
      read += chunk.length;
      if (read % 1_000_000 > chunk.length) return;
      socket.pause();
      setTimeout(() => socket.resume(), 50);
    });
    const { headers, body } = request2026("tools/call", callGet);
    const lines = Object.entries(headers as Record<string, string>).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    const text = JSON.stringify(body);
    socket.write(
      `POST /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: application/json, text/event-stream\r\nContent-Type: application/json\r\n${lines.join("")}Content-Length: ${text.length}\r\n\r\n${text}`,
    );
    await until(() => read > huge.length);
  });
});

test("requests that come on one connection before the others are answered are bounded", async () => {
  const { url, asked } = await serving(() => undefined);
  const { headers, body } = request2026("tools/call", callGet);
  const one = deaf(url);
  for (let at = 0; at < limits.pipelined + 10; at++) {
    one.post(headers as Record<string, string>, JSON.stringify(body));
  }
  await until(() => asked.length === limits.pipelined);
  expect((await send(url, { body: initialize })).status).toBe(200);
  expect(asked).toHaveLength(limits.pipelined);
});

describe("forms that nobody answers", () => {
  const capable = {
    ...initialize,
    params: { ...initialize.params, capabilities: { elicitation: {} } },
  };
  const env = { KESTRA_MCP_CONFIRM: "destructive", KESTRA_API_VERSION: "2.0" };

  /** Opens a session that can show forms, and one stream for each call. */
  async function asking(url: string, calls: number) {
    const id = String((await send(url, { body: capable })).headers["mcp-session-id"]);
    const headers = { ...revision, "Mcp-Session-Id": id };
    const gone = new AbortController();
    onTestFinished(() => {
      gone.abort();
    });
    let shown = 0;
    const answers = Array.from({ length: calls }, async (_, at) => {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          ...headers,
          Accept: "application/json, text/event-stream",
          "Content-Type": "application/json",
        },
        body: JSON.stringify(rpc("tools/call", drop, at + 1)),
        signal: gone.signal,
      });
      let text = "";
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        if (text.includes("elicitation/create")) shown++;
      }
      return text;
    });
    for (const one of answers) one.catch(() => undefined);
    return { headers, answers, shown: () => shown };
  }

  test("384 of them take nothing from the other clients", async () => {
    const { url } = await process(large, env);
    const all = [];
    for (let at = 0; at < 384 / limits.forms; at++) all.push(await asking(url, limits.forms));
    for (const { shown } of all) await until(() => shown() === limits.forms);
    for (let at = 0; at < 10; at++) {
      const answer = await send(url, request2026("tools/call", callGet));
      expect([answer.status, answer.message.result?.isError]).toEqual([200, undefined]);
    }
  });

  test("are few in a session, which is told; one that is cancelled makes room", async () => {
    const { url, asked } = await serving(box, { env });
    const { headers, answers, shown } = await asking(url, limits.forms);
    await until(() => shown() === limits.forms);
    const more = () => send(url, { headers, body: rpc("tools/call", drop, 100) });
    expect((await more()).message.error?.message).toMatch(
      /^8 calls of this session wait .* Nothing was done/,
    );
    const cancelled = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } };
    await send(url, { headers, body: cancelled });
    expect(await answers[0]).not.toContain("result");
    const next = more();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await send(url, { headers, body: { ...cancelled, params: { requestId: 100 } } });
    expect((await next).message.error).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test("that are large give way to others, and their calls do nothing", async () => {
    const asking = { ...env, KESTRA_MCP_CONFIRM: "write" };
    const { url, asked } = await serving(box, { env: asking, bounds: { bodies: 300_000 } });
    const id = String((await send(url, { body: capable })).headers["mcp-session-id"]);
    const headers = { ...revision, "Mcp-Session-Id": id };
    const relabel = { name: "relabel_box", arguments: { box_id: "a", label: "x".repeat(200_000) } };
    const call = (at: number) => send(url, { headers, body: rpc("tools/call", relabel, at) });
    const first = call(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const second = call(2);
    const answer = await Promise.race([first, second]);
    expect(answer.text).toContain("The form was not answered. Nothing was done.");
    const other = await send(url, request2026("tools/call", callGet));
    expect(other.message.result?.structuredContent).toEqual({ id: "a" });
    expect(asked.map(({ method }) => method)).toEqual(["GET"]);
    const cancel = (requestId: number) => ({
      jsonrpc: "2.0",
      method: "notifications/cancelled",
      params: { requestId },
    });
    for (const at of [1, 2]) await send(url, { headers, body: cancel(at) });
  });
});
