import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readStream, type StreamReading } from "../../../runtime/http-client/event-stream.ts";
import { httpTo, plan } from "../support/http.ts";
import { httpServer, type Respond } from "../support/server.ts";
import type { SendOptions, StreamAnswer } from "../../../runtime/http-client/answer.ts";

const never = new AbortController().signal;
const bytes = (text: string): Uint8Array => Buffer.from(text);
const event = (id: string, data: unknown): string =>
  `id: ${id}\nevent: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

async function* chunked(chunks: readonly (Uint8Array | Error)[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) {
    await Promise.resolve();
    if (chunk instanceof Error) throw chunk;
    yield chunk;
  }
}

const read = (
  chunks: readonly (Uint8Array | string | Error)[],
  more: Partial<StreamReading> = {},
): Promise<StreamAnswer> =>
  readStream(chunked(chunks.map((it) => (typeof it === "string" ? bytes(it) : it))), {
    late: never,
    ...more,
  });

afterEach(() => {
  vi.useRealTimers();
});

describe("a stream is read", () => {
  test("byte by byte, whatever the bytes are of", async () => {
    const text = `\uFEFF${event("start", {})}${event("progress", { message: "é 漢字 🚀\u2028" })}${event("end", "bye")}`;
    const single = [...bytes(text)].map((byte) => Uint8Array.of(byte));
    expect(await read(single)).toEqual({
      events: [
        { id: "start", event: "start", data: {} },
        { id: "progress", event: "progress", data: { message: "é 漢字 🚀\u2028" } },
        { id: "end", event: "end", data: "bye" },
      ],
      ended: true,
    });
  });

  test("with carriage returns, comments, other fields, and data on several lines", async () => {
    const text =
      ': hello\r\n\r\nretry: 10\r\nid: 1\r\ndata: {"a":\r\ndata: 1}\r\n\r\n:\r\nnonsense\r\ndata:text\r\n\r\n';
    const expected = { events: [{ id: "1", data: { a: 1 } }, { data: "text" }], ended: true };
    expect(await read([text])).toEqual(expected);
    expect(await read(Array.from(bytes(text), (byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  test("without what was not whole when it ended", async () => {
    expect(await read([event("a", 1), "id: b\ndata: 2\n"])).toMatchObject({
      events: [{ id: "a" }],
      ended: true,
    });
    expect(await read([])).toEqual({ events: [], ended: true });
  });

  test("up to where its connection broke", async () => {
    expect(await read([event("a", 1), new Error("reset")])).toMatchObject({
      events: [{ id: "a" }],
      ended: true,
    });
  });

  test("until enough has come, and what follows in the same chunk is not", async () => {
    const seen: unknown[] = [];
    const enough: StreamReading["enough"] = ({ data }) => {
      seen.push(data);
      return data === 2;
    };
    const answer = await read([event("a", 1) + event("b", 2) + event("c", 3), event("d", 4)], { enough });
    expect(answer.ended).toBe(false);
    expect(answer.events.map(({ data }) => data)).toEqual([1, 2]);
    expect(seen).toEqual([1, 2]);
  });

  test("until it is late", async () => {
    const late = new AbortController();
    const answer = await read([event("a", 1), event("b", 2), event("c", 3)], {
      late: late.signal,
      onEvents: (count) => {
        if (count === 2) late.abort();
      },
    });
    expect(answer).toMatchObject({ events: [{ id: "a" }, { id: "b" }], ended: false });
  });

  test("with an error of whoever reads it, which is no end", async () => {
    const onEvents = (): never => {
      throw new TypeError("bug");
    };
    await expect(read([event("a", 1)], { onEvents })).rejects.toThrow("bug");
  });

  test("with a sign of life while nothing comes", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const counts: number[] = [];
    async function* slow(): AsyncIterable<Uint8Array> {
      yield bytes(event("a", 1));
      await Promise.resolve();
      vi.advanceTimersByTime(5000 + 4999);
    }
    await readStream(slow(), { late: never, beat: 5000, onEvents: (count) => counts.push(count) });
    expect(counts).toEqual([1, 1]);
    vi.advanceTimersByTime(60_000);
    expect(counts).toEqual([1, 1]);
  });
});

describe("a stream takes no more memory than it may", () => {
  const megabyte = "x".repeat(1024 * 1024);

  test("one event of any size up to the bound is read", async () => {
    const { events } = await read(["data: ", ...Array<string>(9).fill(megabyte), "\n\n"]);
    expect(events[0]?.data).toHaveLength(9 * megabyte.length);
  });

  test("a larger one is refused as soon as it is too large, and no more is taken", async () => {
    let taken = 0;
    async function* endless(): AsyncIterable<Uint8Array> {
      yield bytes("data: ");
      for (; taken < 1000; taken++) {
        await Promise.resolve();
        yield bytes(megabyte);
      }
    }
    await expect(readStream(endless(), { late: never })).rejects.toThrow("more than 10 MB");
    expect(taken).toBeLessThan(15);
  });

  test("of many the newest are kept", async () => {
    const many = Array.from({ length: 30 }, (_, i) => event(String(i), `${i}${megabyte}`));
    const { events, ended } = await read(many);
    expect(ended).toBe(true);
    expect(events.length).toBeLessThanOrEqual(10);
    expect(events.at(-1)?.id).toBe("29");
    const small = await read(Array.from({ length: 12_000 }, (_, i) => event(String(i), i)));
    expect(small.events).toHaveLength(10_000);
    expect(small.events.at(-1)?.data).toBe(11_999);
  });
});

describe("over HTTP", () => {
  // Only what the client waits for: the connection itself takes the time that it takes.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
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
      onEvents(count: number) {
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
