import { afterEach, describe, expect, test, vi } from "vitest";
import { readStream, type StreamReading } from "../../../runtime/http-client/event-stream.ts";
import { event } from "../support/server-sent-event.ts";
import type { StreamAnswer } from "../../../runtime/http-client/answer.ts";

const never = new AbortController().signal;
const bytes = (text: string): Uint8Array => Buffer.from(text);

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
