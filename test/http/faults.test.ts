import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { configs, json, type Respond } from "../runtime/support/server.ts";
import { callGet, request2026, openSession, rpc, send } from "./support/raw.ts";
import { box, serving, until } from "./support/serving.ts";

interface Fault {
  readonly respond: Respond;
  /** What the agent reads. */
  readonly says: RegExp;
  /** Kestra is not done in this time: seconds. */
  readonly late?: string;
}

const page = "<!doctype html><html><body>Bad gateway, ask your admin</body></html>";

const faults: Readonly<Record<string, Fault>> = {
  "answers 500": {
    respond: (_, response) => {
      json(response, { message: "database is gone" }, 500);
    },
    says: /GET \/api\/v1\/main\/boxes\/a.*500.*database is gone/,
  },
  "answers 429 and wants more time than there is": {
    respond: (_, response) => {
      response.setHeader("Retry-After", "60");
      json(response, {}, 429);
    },
    says: /429/,
  },
  "answers with huge headers": {
    respond: (_, response) => {
      response.setHeader("X-Large", "x".repeat(20_000));
      json(response, { id: "a" });
    },
    says: /answered GET \/api\/v1\/main\/boxes\/a with more than 16 KB of headers/,
  },
  "answers an event stream that does not end": {
    respond: (_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" }).write('data: {"id":"a"}\n\n');
    },
    says: /GET \/api\/v1\/main\/boxes\/a is an event stream, which was not asked for/,
  },
  "answers a page of HTML": {
    respond: (_, response) => {
      response.writeHead(200, { "Content-Type": "text/html" }).end(page);
    },
    says: /HTML|text\/html/,
  },
  "answers a page of HTML as an error": {
    respond: (_, response) => {
      response.writeHead(502, { "Content-Type": "text/html" }).end(page);
    },
    says: /an HTML page answered, which is not Kestra's API/,
  },
  "answers JSON that is cut off": {
    respond: (_, response) => {
      response.writeHead(200, { "Content-Type": "application/json" }).end('{"id": "a", "rest": [1,');
    },
    says: /is not what its contract says/,
  },
  "breaks off in its answer": {
    respond: (_, response) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 1000 });
      response.write('{"id":');
      setTimeout(() => response.destroy(), 10);
    },
    says: /began to answer .* \(200\) and broke off/,
  },
  resets: {
    respond: ({ socket }) => {
      socket.resetAndDestroy();
    },
    says: /cannot be reached.*closed without an answer/,
  },
  "answers 50 MB": {
    respond: (_, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      const megabyte = Buffer.alloc(1024 * 1024, "x");
      let left = 50;
      const more = () => {
        while (left-- > 0) if (!response.write(megabyte)) return;
        response.end();
      };
      response.on("drain", more).on("error", () => undefined);
      more();
    },
    says: /larger than 10 MB/,
  },
  "never answers": { respond: () => undefined, says: /did not answer .* within 0\.4 s/, late: "0.4" },
  "sends its answer a byte at a time": {
    respond: (_, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      const timer = setInterval(() => response.write(" "), 20).unref();
      response.once("close", () => {
        clearInterval(timer);
      });
    },
    says: /did not answer .* within 0\.4 s/,
    late: "0.4",
  },
};

/** Sockets and timers of this process that keep it alive. */
function handles(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    if (/TCP|Timeout/.test(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

test.each(Object.entries(faults))(
  "Kestra %s: a clear error, nothing is left, the next call works",
  async (_, fault) => {
    let respond = box;
    const { url, session } = await serving(
      (asked, response) => {
        respond(asked, response);
      },
      { env: { KESTRA_MCP_TIMEOUT: fault.late ?? "20" } },
    );
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const ask = async () => {
      const calls = [1, 2, 3].flatMap((id) => [
        send(url, { headers, body: rpc("tools/call", callGet, id) }),
        send(url, request2026("tools/call", callGet)),
      ]);
      return (await Promise.all(calls)).map(({ message }) => message.result);
    };
    await ask();
    const before = handles();
    ({ respond } = fault);
    for (let round = 0; round < 2; round++) {
      for (const result of await ask()) {
        expect(result).toMatchObject({ isError: true });
        expect(JSON.stringify(result)).toMatch(fault.says);
        expect(JSON.stringify(result)).not.toMatch(/node:|\/http\.ts|ask your admin/);
      }
    }
    respond = box;
    for (const result of await ask()) expect(result).toMatchObject({ structuredContent: { id: "a" } });
    expect(session.detector.known.line).toBe("1.3");
    await until(() => Object.entries(handles()).every(([kind, count]) => count <= (before[kind] ?? 0)));
  },
);

/** A Kestra that can be stopped, and started again on its port as another release. */
async function restartable() {
  const open = new Set<Socket>();
  const asked: string[] = [];
  const kestra = { hangs: true, version: "1.3.25", asked, url: "", stop, start };
  const server = createServer((request, response) => {
    request.resume();
    const { method = "", url = "" } = request;
    if (url === "/api/v1/configs") {
      json(response, { ...configs, version: kestra.version });
      return;
    }
    asked.push(method);
    if (!kestra.hangs) json(response, { id: "a" });
  }).on("connection", (socket: Socket) => open.add(socket));
  async function start(port = Number(new URL(kestra.url).port)) {
    await once(server.listen(port, "127.0.0.1"), "listening");
    kestra.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  async function stop() {
    for (const socket of open) socket.resetAndDestroy();
    open.clear();
    await new Promise((resolve) => server.close(resolve));
  }
  await start(0);
  onTestFinished(stop);
  return kestra;
}

test("Kestra restarts as another release while calls run: what reads is asked again, what writes is told", async () => {
  const kestra = await restartable();
  const { url } = await serving(box, { env: { KESTRA_BASE_URL: kestra.url, KESTRA_MCP_CONFIRM: "never" } });
  const headers = { "Mcp-Session-Id": await openSession(url) };
  let id = 0;
  const ask = async (params: object) =>
    (await send(url, { headers, body: rpc("tools/call", params, ++id) })).message.result;
  const names = async () => {
    const { message } = await send(url, request2026("tools/list"));
    return (message.result?.tools as readonly { name: string }[]).map(({ name }) => name);
  };
  expect(await names()).not.toContain("drop_box");
  const read = ask(callGet);
  const written = ask({ name: "manage_box", arguments: { action: "put", box_id: "a", label: "b" } });
  await until(() => kestra.asked.length === 2);
  kestra.hangs = false;
  kestra.version = "2.0.1";
  await kestra.stop();
  await kestra.start();
  expect(await read).toMatchObject({ structuredContent: { id: "a" } });
  expect(JSON.stringify(await written)).toMatch(/cannot be reached.*closed without an answer/);
  expect(kestra.asked.filter((method) => method === "POST")).toHaveLength(1);
  expect(await ask({ name: "drop_box", arguments: { box_id: "a" } })).not.toHaveProperty("isError");
  expect(await names()).toContain("drop_box");
});
