import { describe, expect, test } from "vitest";
import { withRetries, type Attempted } from "../../../runtime/http-client/retry.ts";
import { httpTo, send } from "../support/http.ts";
import { httpServer, json } from "../support/server.ts";

const broken = () => Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
const answer = (status: number, retryAfter?: string): Attempted => ({
  status,
  mediaType: "",
  text: "",
  retryAfter,
});

/** Attempts that end so in turn, the last one ever after, at noon; pauses take no time but the clock's. */
async function attempted(outcomes: readonly (Attempted | Error)[], timeout = 5000) {
  const noon = Date.parse("2026-05-01T12:00:00Z");
  const pauses: number[] = [];
  let count = 0;
  const clock = {
    now: () => noon + pauses.reduce((sum, ms) => sum + ms, 0),
    sleep: (ms: number) => Promise.resolve(pauses.push(ms)),
  };
  const attempt = async (): Promise<Attempted> => {
    const outcome = outcomes[Math.min(count++, outcomes.length - 1)];
    if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error("No outcome is left.");
    return Promise.resolve(outcome);
  };
  const { signal } = new AbortController();
  const last = await withRetries(attempt, noon + timeout, signal, clock).catch((error: unknown) => error);
  return { last, count, pauses };
}

describe("retries", () => {
  test.each([429, 502, 503, 504])("a read is repeated after %i", async (status) => {
    const { last, count } = await attempted([answer(status), answer(status), answer(200)]);
    expect(last).toMatchObject({ status: 200 });
    expect(count).toBe(3);
  });

  test("three attempts, with growing pauses, then the answer is what it is", async () => {
    const { last, count, pauses } = await attempted([answer(503)]);
    expect(last).toMatchObject({ status: 503 });
    expect(count).toBe(3);
    const [first = 0, second = 0] = pauses;
    expect(first).toBeGreaterThanOrEqual(100);
    expect(first).toBeLessThan(300);
    expect(second).toBeGreaterThanOrEqual(200);
    expect(second).toBeLessThan(600);
  });

  test.each([400, 401, 404, 408, 409, 422, 500, 501])("nothing is repeated after %i", async (status) => {
    expect(await attempted([answer(status)])).toMatchObject({ last: { status }, count: 1 });
  });

  test("a read is repeated after the connection broke", async () => {
    expect(await attempted([broken(), answer(200)])).toMatchObject({ last: { status: 200 }, count: 2 });
    expect(await attempted([broken()])).toMatchObject({ last: { code: "ECONNRESET" }, count: 3 });
  });

  test("Retry-After is honoured, but not beyond the deadline", async () => {
    expect(await attempted([answer(429, "1"), answer(200)])).toMatchObject({ pauses: [1000] });
    const date = "Fri, 01 May 2026 12:00:02 GMT";
    expect(await attempted([answer(503, date), answer(200)])).toMatchObject({ pauses: [2000] });
    expect(await attempted([answer(429, "3600")])).toMatchObject({ last: { status: 429 }, count: 1 });
  });

  test("what may change something is never repeated", async () => {
    let turn = 0;
    const { url, asked } = await httpServer(({ socket }, response) => {
      if (turn++ === 0) json(response, {}, 503);
      else socket.destroy();
    });
    const http = httpTo(url);
    expect(await send(http, { method: "POST", path: "/a" })).toMatchObject({ status: 503 });
    await expect(send(http, { method: "POST", path: "/a" })).rejects.toThrow("closed without an answer");
    expect(asked).toHaveLength(2);
  });
});
