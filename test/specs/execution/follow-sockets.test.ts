import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import type { Compiled } from "../../../runtime/catalog/select.ts";
import { configs, httpServer, json, type Asked } from "../../runtime/support/server.ts";
import { call, sessionFor, textOf } from "../../runtime/support/session.ts";

const whole: Compiled = { version: "0.0.0", ...compiled };
const execution = (current: string) => ({
  id: "5xYz",
  namespace: "company.team",
  flowId: "hello",
  flowRevision: 1,
  state: { current, histories: [] },
});
const tools = [
  ["execute_flow", { namespace: "company.team", flow_id: "hello", wait: true }],
  ["follow_execution_logs", { execution_id: "5xYz" }],
] as const;

/** What the stub does once a stream has told that the execution runs. */
type Goes = "silent" | "ends" | "breaks" | "pauses" | "is huge";

/** A Kestra of one execution, whose open streams are counted. */
async function stub(goes: Goes) {
  const state = { current: "RUNNING" };
  const streams = new Set<unknown>();
  const event = (id: string, data: object): string => `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
  const { url, asked } = await httpServer((it, response) => {
    if (it.url.endsWith("/configs")) {
      json(response, configs);
      return undefined;
    }
    if (it.url.includes("/download"))
      return response.writeHead(200, { "Content-Type": "text/plain" }).end("a line\n");
    if (!it.url.endsWith("/follow")) {
      json(response, execution(state.current));
      return undefined;
    }
    streams.add(response);
    response.on("close", () => streams.delete(response));
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(`: hello\n\n${event("start", { id: "5xYz" })}${event("progress", execution("RUNNING"))}`);
    if (goes === "breaks" || goes === "ends") state.current = "SUCCESS";
    if (goes === "breaks") return setTimeout(() => it.socket.destroy(), 20);
    if (goes === "ends") return response.end(event("end", execution("SUCCESS")));
    if (goes === "pauses") {
      state.current = "PAUSED";
      return response.write(event("progress", execution("PAUSED")));
    }
    if (goes === "is huge") for (let i = 0; i < 12; i++) response.write(`data: ${"x".repeat(1024 * 1024)}\n`);
    return undefined;
  });
  const closed = async (): Promise<void> => {
    while (streams.size > 0) await sleep(5);
  };
  return { url, asked, streams, closed };
}

const paths = (asked: readonly Asked[]): readonly string[] =>
  asked.map(({ method, url }) => `${method} ${url.replace("/api/v1/main", "")}`).slice(1);

describe.each(tools)("%s", (tool, args) => {
  it.each([
    ["ends", "SUCCESS", undefined],
    ["breaks", "SUCCESS", undefined],
    ["pauses", "PAUSED", /resume_execution/],
    ["silent", "RUNNING", /still RUNNING/],
    ["is huge", "RUNNING", /more than 10 MB/],
  ] as const)(
    "gives what there is where the stream %s, and closes its socket",
    async (goes, current, said) => {
      const kestra = await stub(goes);
      // Only what is silent is waited for until the end.
      const seconds = goes === "silent" ? "0.4" : "5";
      const session = sessionFor(kestra.url, { KESTRA_MCP_TIMEOUT: seconds }, whole);
      const { structuredContent: data = {}, isError } = await call(session, tool, args);
      expect(isError).not.toBe(true);
      expect(JSON.stringify(data.state)).toContain(current);
      if (said === undefined) expect(data.message).toBeUndefined();
      else expect(data.message).toMatch(said);
      await kestra.closed();
      expect(paths(kestra.asked).filter((it) => it.startsWith("DELETE") || it.includes("kill"))).toEqual([]);
    },
  );

  it("sends nothing more when the client cancels, and closes its socket", async () => {
    const kestra = await stub("silent");
    const session = sessionFor(kestra.url, {}, whole);
    const cancel = new AbortController();
    const called = call(session, tool, args, { signal: cancel.signal });
    while (kestra.streams.size === 0) await sleep(5);
    cancel.abort(new Error("cancelled"));
    await expect(called).rejects.toThrow("cancelled");
    await kestra.closed();
    await sleep(50);
    expect(paths(kestra.asked).at(-1)).toBe("GET /executions/5xYz/follow");
  });

  it("tells its progress, which only grows", async () => {
    const kestra = await stub("ends");
    const told: number[] = [];
    const progress = (done: number): unknown => told.push(done);
    const result = await call(sessionFor(kestra.url, {}, whole), tool, args, { progress });
    expect(textOf(result)).toContain("SUCCESS");
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
  });
});
