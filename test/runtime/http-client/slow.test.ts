import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { nothing } from "../../../runtime/compiled/read.ts";
import { run } from "../../../runtime/call/run.ts";
import type { Operation, ToolDefinition } from "../../../runtime/tool/definition.ts";
import { contextFor } from "../support/context.ts";
import { configs, httpServer, json } from "../support/server.ts";
import { call, sessionFor, textOf } from "../support/session.ts";
import { compiled, getBox } from "../support/tools.ts";
import type { Answer } from "../../../runtime/http-client/answer.ts";

const write = {
  effect: "write",
  idempotent: false,
  lines: ["1.3"],
  input: () => z.strictObject({}),
  request: () => ({ method: "POST", path: "/api/v1/{tenant}/boxes" }),
  read: nothing(() => ({ status: "written" })),
} satisfies Operation<object, object>;

const slow = { ...write, slow: true } satisfies Operation<object, object>;

/** A tool against a Kestra that takes its time, in seconds. */
async function ask(behaviour: ToolDefinition["behaviour"], { timeout, takes }: Record<string, number>) {
  // Only of what the server itself waits for: the sockets keep the real time.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const { url } = await httpServer((asked, response) => {
    if (asked.url === "/api/v1/configs") {
      json(response, configs);
      return;
    }
    void vi.advanceTimersByTimeAsync(1000 * (takes ?? 0)).then(() => response.end());
  });
  const inputSchema = { type: "object", properties: {}, additionalProperties: false } as const;
  const tool: ToolDefinition = { ...getBox, name: "write_box", inputSchema, behaviour };
  const tools = { ...compiled, tools: [tool] };
  return call(sessionFor(url, { KESTRA_MCP_TIMEOUT: `${timeout}` }, tools), "write_box");
}

afterEach(() => {
  vi.useRealTimers();
});

describe("a slow request", () => {
  test("may take longer than a request, where another may not", async () => {
    const given = { timeout: 0.8, takes: 1.4 };
    expect((await ask(slow, given)).structuredContent).toEqual({ status: "written" });
    const other = await ask(write, given);
    expect(other.isError).toBe(true);
    expect(textOf(other)).toContain("within 0.8 s (KESTRA_MCP_TIMEOUT). It may have been done all the same");
  });

  test("of a call of steps may, too", async () => {
    const steps = async (_: object, kestra: { readonly write: (input: object) => Promise<object> }) =>
      kestra.write({});
    const composite = { ...write, calls: { write: slow }, steps };
    const result = await ask(composite, { timeout: 0.8, takes: 1.4 });
    expect(result.structuredContent).toEqual({ status: "written" });
  });

  test("ends before the call does, so that its own error is told", async () => {
    const result = await ask(slow, { timeout: 0.3, takes: 30 });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(
      /did not answer POST \/api\/v1\/main\/boxes within [\d.]+ s \(KESTRA_MCP_TIMEOUT\)\. It may have/,
    );
  });

  test("is progress while it lasts, and not after it", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const told: unknown[] = [];
    let answer: (answer: Answer) => void = () => undefined;
    const context = {
      ...contextFor(() => ({ status: 200, mediaType: "", text: "" })),
      progress: (...args: unknown[]) => told.push(args),
      send: () => new Promise<Answer>((resolve) => (answer = resolve)),
    };
    const ran = run(slow, {}, context);
    vi.advanceTimersByTime(12_000);
    const expected = [1, 2].map((done) => [done, undefined, "Kestra is still at work."]);
    expect(told).toEqual(expected);
    answer({ status: 200, mediaType: "", text: "" });
    await ran;
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(expected);
  });
});
