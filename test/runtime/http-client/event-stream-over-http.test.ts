import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { SendOptions } from "../../../runtime/http-client/answer.ts";
import { httpTo, plan } from "../support/http.ts";
import { httpServer, type Respond } from "../support/server.ts";
import { event } from "../support/server-sent-event.ts";

const never = new AbortController().signal;

describe("an event stream over HTTP", () => {
  // Only what the client waits for: the connection itself takes the time that it takes.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A server of which it is known when all its sockets are closed. */
  async function counting(respond: Respond) {
    const closed: Promise<unknown>[] = [];
    const { url, asked } = await httpServer((it, response) => {
      closed.push(new Promise((resolve) => it.socket.once("close", resolve)));
      respond(it, response);
    });
    return { url, asked, none: () => Promise.all(closed) };
  }

  /** What a server does once the client has told so many events, in their order; and the client's part of it. */
  function inTurn(...steps: readonly (readonly [count: number, step: (response: ServerResponse) => void])[]) {
    let response: ServerResponse | undefined;
    const counts: number[] = [];
    return {
      counts,
      respond: ((asked, it) => {
        response = it;
        begin(asked, it);
      }) satisfies Respond,
      onEvents: (count: number) => {
        counts.push(count);
        for (const [at, step] of steps) if (at === count && response !== undefined) step(response);
      },
    };
  }

  const begin: Respond = (_, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream;charset=utf-8" });
    response.write(event("start", {}) + event("progress", 1));
  };
  const pass = (ms: number) => () => {
    vi.advanceTimersByTime(ms);
  };
  const ask = (url: string, more: Partial<SendOptions & { streamUntil: number }> = {}, timeout = 5000) =>
    httpTo(url, { timeout }).send(plan, { retry: true, signal: never, ...more });

  test("a stream is one JSON answer, and each chunk is told", async () => {
    const { respond, onEvents, counts } = inTurn([2, (it) => it.end(event("end", "bye"))]);
    const { url } = await counting(respond);
    const answer = await ask(url, { onEvents });
    expect(answer.mediaType).toBe("application/json");
    expect(JSON.parse(answer.text)).toMatchObject({
      events: [{ id: "start" }, { data: 1 }, { data: "bye" }],
      ended: true,
    });
    expect(counts).toEqual([2, 3]);
  });

  test("one that does not end gives what came before the deadline, and its socket is closed", async () => {
    const { url, none } = await counting(begin);
    const answer = await ask(url, { onEvents: pass(100) }, 100);
    expect(JSON.parse(answer.text)).toMatchObject({ events: [{ id: "start" }, { data: 1 }], ended: false });
    await none();
  });

  test("it may go on for longer than another answer, and not as long, where the call says so", async () => {
    const { respond, onEvents } = inTurn([
      2,
      (it) => {
        vi.advanceTimersByTime(300);
        it.end(event("end", "bye"));
      },
    ]);
    const ending = await counting(respond);
    const longer = await ask(ending.url, { streamUntil: Date.now() + 5000, onEvents }, 100);
    expect(JSON.parse(longer.text)).toMatchObject({ ended: true });
    const { url, none } = await counting(begin);
    const shorter = await ask(url, { streamUntil: Date.now() + 50, onEvents: pass(50) });
    expect(JSON.parse(shorter.text)).toMatchObject({ ended: false });
    const past = await ask(url, { streamUntil: Date.now() - 50, onEvents: pass(1) });
    expect(JSON.parse(past.text)).toMatchObject({ ended: false });
    await none();
  });

  test("one that is idle for too long is over, however long it may go on", async () => {
    const later = (next: number) => (it: ServerResponse) => {
      vi.advanceTimersByTime(60);
      it.write(event("progress", next));
    };
    const { respond, onEvents } = inTurn([2, later(2)], [3, later(3)], [4, pass(100)]);
    const { url, none } = await counting(respond);
    const answer = await ask(url, { idle: 100, streamUntil: Date.now() + 60_000, onEvents });
    const events = [{}, { data: 1 }, { data: 2 }, { data: 3 }];
    expect(JSON.parse(answer.text)).toMatchObject({ events, ended: true });
    await none();
  });

  test("one that never begins is too late as any answer is", async () => {
    const { url, none } = await counting(pass(100));
    await expect(ask(url, { streamUntil: Date.now() + 5000 }, 100)).rejects.toThrow("KESTRA_MCP_TIMEOUT");
    await none();
  });

  test("as soon as enough has come, its socket is closed", async () => {
    const { url, none } = await counting(begin);
    const answer = await ask(url, { enough: ({ data }) => data === 1 });
    expect(JSON.parse(answer.text)).toMatchObject({ ended: false });
    await none();
  });

  test("one that the client cancels is no answer, and its socket is closed", async () => {
    const { url, none, asked } = await counting(begin);
    const cancel = new AbortController();
    const onEvents = () => {
      cancel.abort(new Error("cancelled"));
    };
    const http = httpTo(url);
    const send = () => http.send(plan, { retry: true, signal: cancel.signal, onEvents });
    await expect(send()).rejects.toThrow("cancelled");
    await none();
    await expect(send()).rejects.toThrow("cancelled");
    expect(asked).toHaveLength(1);
  });

  test("one whose connection breaks gives what came, and is not asked for again", async () => {
    const { respond, onEvents } = inTurn([2, (it) => it.destroy()]);
    const { url, asked } = await counting(respond);
    expect(JSON.parse((await ask(url, { onEvents })).text)).toMatchObject({
      events: [{ id: "start" }, {}],
      ended: true,
    });
    expect(asked).toHaveLength(1);
  });

  test("one that is too large is refused, and its socket is closed", async () => {
    const { url, none } = await counting((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write("data: ");
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(1024 * 1024)));
      };
      response.on("drain", more);
      more();
    });
    await expect(ask(url)).rejects.toThrow("more than 10 MB");
    await none();
  });

  test("an error is no stream, even if it is called one", async () => {
    const { url } = await counting((_, response) => {
      response.writeHead(404, { "Content-Type": "text/event-stream" }).end('{"message":"no"}');
    });
    expect(await ask(url)).toMatchObject({ status: 404, text: '{"message":"no"}' });
  });

  test("a stream leaves its connection usable where its server ended it", async () => {
    const { url, asked } = await counting((it, response) => {
      begin(it, response);
      response.end();
    });
    const http = httpTo(url);
    for (let i = 0; i < 2; i++) await http.send(plan, { retry: true, signal: never });
    expect(asked[0]?.socket).toBe(asked[1]?.socket);
    if (asked[0] !== undefined) {
      http.close();
      await once(asked[0].socket, "close");
    }
  });
});
