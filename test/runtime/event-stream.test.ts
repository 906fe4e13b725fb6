import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { StreamAnswer } from "../../runtime/context.ts";
import { httpTo, plan } from "./support/http.ts";
import { httpServer } from "./support/server.ts";

const never = new AbortController().signal;
const event = (id: string, data: unknown) => `id: ${id}\nevent: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

describe("an event stream", () => {
  test("is read to the end that the server gives it, across chunks that split characters", async () => {
    const { url } = await httpServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream;charset=utf-8" });
      const bytes = Buffer.from(
        event("start", {}) + event("progress", { message: "é\u2028 ok" }) + event("end", "bye"),
      );
      const middle = bytes.indexOf(0xc3) + 1;
      response.write(bytes.subarray(0, middle));
      setTimeout(() => response.end(bytes.subarray(middle)), 20);
    });
    const counts: number[] = [];
    const onEvents = (count: number) => counts.push(count);
    const answer = await httpTo(url).send(plan, { retry: true, signal: never, onEvents });
    expect(answer.mediaType).toBe("application/json");
    expect(JSON.parse(answer.text)).toEqual({
      events: [
        { id: "start", event: "start", data: {} },
        { id: "progress", event: "progress", data: { message: "é\u2028 ok" } },
        { id: "end", event: "end", data: "bye" },
      ],
      ended: true,
    } satisfies StreamAnswer);
    expect(counts.at(-1)).toBe(3);
  });

  test("that does not end gives what came before the deadline, and its socket is closed", async () => {
    let closed = false;
    const { url } = await httpServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(event("start", {}) + event("progress", 1));
      response.on("close", () => (closed = true));
    });
    const answer = await httpTo(url, { timeout: 150 }).send(plan, { retry: true, signal: never });
    expect(JSON.parse(answer.text)).toMatchObject({ events: [{ id: "start" }, { data: 1 }], ended: false });
    await sleep(50);
    expect(closed).toBe(true);
  });

  test("that the client cancels is no answer, and its socket is closed", async () => {
    let closed = false;
    const { url } = await httpServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(event("start", {}));
      response.on("close", () => (closed = true));
    });
    const cancel = new AbortController();
    const answer = httpTo(url).send(plan, { retry: true, signal: cancel.signal });
    setTimeout(() => {
      cancel.abort(new Error("cancelled"));
    }, 50);
    await expect(answer).rejects.toThrow("cancelled");
    await sleep(50);
    expect(closed).toBe(true);
  });
});
