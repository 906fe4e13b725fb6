import { Agent, request, type OutgoingHttpHeaders } from "node:http";
import { compiled } from "../generated/compiled.ts";
import { operatorOnly } from "../runtime/transport/http/callers/callers.ts";
import { readConfig } from "../runtime/config/config.ts";
import { listen } from "../runtime/transport/http/serve.ts";
import { kestraService } from "../runtime/mcp/kestra-service.ts";
import { createSession } from "../runtime/mcp/session.ts";
import { heap } from "./heap.ts";
import type { SessionMemory } from "./session-memory.ts";

/* Opens and drops MCP sessions, and prints a SessionMemory: `AT_ONCE DROPPED`, run with `--expose-gc`. */
const [atOnce = 0, dropped = 0] = process.argv.slice(2).map(Number);
const env = {
  KESTRA_BASE_URL: "http://127.0.0.1:9",
  KESTRA_API_VERSION: "2.0",
  KESTRA_MCP_PORT: "0",
  KESTRA_MCP_MAX_SESSIONS: "100000",
};
const config = readConfig(env);
const whole = { version: "0.0.0", ...compiled };
const session = createSession(whole, config, () => undefined);
const server = await listen({
  service: kestraService("0.0.0"),
  session,
  endpoint: config.endpoint,
  callers: operatorOnly(session),
});
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

const measured = await measure();
agent.destroy();
await server.stop(0);
session.close();
process.stdout.write(JSON.stringify(measured));

async function measure(): Promise<SessionMemory> {
  // As many as are dropped later, so that what grows once has grown, such as the events that are kept.
  await openAndDrop(Math.min(dropped, 500));
  const before = await heap();
  const ids = await inTurn(atOnce, open);
  const full = await heap();
  await inTurn(ids.length, (at) => drop(ids[at] ?? ""));
  ids.length = 0;
  // Not above what was before: that would hold the code, too, that V8 compiles sooner on a machine with nothing else to do.
  const open_ = full - (await heap());
  await openAndDrop(dropped);
  if (server.sessions() > 0) throw new Error(`${server.sessions()} sessions are still open.`);
  const after = await heap();
  return { open: open_ / atOnce, left: (after - before) / (atOnce + dropped), ratio: after / before };
}

async function openAndDrop(count: number): Promise<void> {
  await inTurn(count, async () => {
    await drop(await open());
  });
}

/** Some side by side, as clients come. */
async function inTurn<T>(count: number, act: (at: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < count; at = next++) results.push(await act(at));
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return results;
}

/** Opens a session as a client does, and has it list the tools. @returns its id */
async function open(): Promise<string> {
  const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "m", version: "1" } };
  const { "mcp-session-id": id } = await send("POST", {}, { id: 0, method: "initialize", params });
  const headers = { "Mcp-Session-Id": String(id) };
  await send("POST", headers, { method: "notifications/initialized" });
  await send("POST", headers, { id: 1, method: "tools/list" });
  return String(id);
}

async function drop(id: string): Promise<void> {
  await send("DELETE", { "Mcp-Session-Id": id });
}

function send(method: string, headers: OutgoingHttpHeaders, body?: object) {
  const usual = { Accept: "application/json, text/event-stream", "Content-Type": "application/json" };
  return new Promise<OutgoingHttpHeaders>((resolve, reject) => {
    const options = { method, agent, headers: { ...usual, ...headers } };
    const sent = request(server.url, options, (response) => {
      if ((response.statusCode ?? 500) >= 300) reject(new Error(`${method}: ${response.statusCode ?? 0}`));
      response.resume().once("end", () => {
        resolve(response.headers);
      });
    });
    sent.once("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify({ jsonrpc: "2.0", ...body }));
  });
}
