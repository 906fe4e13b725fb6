import { describe, expect, test } from "vitest";
import { KestraError } from "../../../runtime/errors.ts";
import { httpTo, plan, send } from "../support/http.ts";
import { deadUrl, httpServer, tcpServer } from "../support/server.ts";

const write = { ...plan, method: "POST" } as const;
const mayBeDone = "It may have been done all the same";

/** A server that answers each request with these bytes, and then closes or resets the connection, or leaves it open. */
const answering = (text: string, then: "closes" | "resets" | "waits") =>
  tcpServer((socket) => {
    socket.once("data", () => {
      socket.write(text, () => {
        if (then === "closes") socket.end();
        if (then === "resets") setTimeout(() => socket.resetAndDestroy(), 20);
      });
    });
  });

const failed = async (url: string, what: typeof plan, timeout = 5000): Promise<KestraError> => {
  const outcome = await send(httpTo(url, { timeout }), what).catch((error: unknown) => error);
  if (!(outcome instanceof KestraError)) throw new Error(`It was answered: ${JSON.stringify(outcome)}`);
  return outcome;
};

describe("an answer that only the end of its connection bounds", () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";

  test("is whole where that comes", async () => {
    const answer = await send(httpTo(await answering(`${head}{"a":1}`, "closes")), plan);
    expect(answer.text).toBe('{"a":1}');
  });

  test("is none where it does not come in time", async () => {
    const { message } = await failed(await answering(`${head}{"a":`, "waits"), plan, 200);
    expect(message).toMatch(/did not answer GET \S+ within 0.2 s/);
  });
});

describe("an answer that breaks off is said to have begun", () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";

  test.each(["closes", "resets"] as const)("where the connection %s", async (then) => {
    const url = await answering(`${head}{"a":`, then);
    const { message } = await failed(url, plan);
    expect(message).toBe(`Kestra at ${url} began to answer GET /api/v1/main/boxes (200) and broke off.`);
  });
});

describe("that a request may have been done", () => {
  const ways: Readonly<Record<string, () => Promise<string>>> = {
    "is answered in part": () => answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "closes"),
    "is reset": () => answering("", "resets"),
    "is closed": () => answering("", "closes"),
    "is not answered": () => answering("", "waits"),
    "is answered by another protocol": () => answering("HTTP/1.1 101 Switching Protocols\r\n\r\n", "waits"),
    "is answered by what is not HTTP": () => answering("SSH-2.0-OpenSSH\r\n", "closes"),
  };

  test.each(Object.entries(ways))("is said of a write that %s, and of no GET", async (_, make) => {
    const written = await failed(await make(), write, 300);
    expect(written.message).toContain(mayBeDone);
    expect(written.mayBeDone).toBe(true);
    const read = await failed(await make(), plan, 300);
    expect(read.message).not.toContain("done");
    expect(read.mayBeDone).toBe(false);
  });

  test("is not said of a write that found nobody", async () => {
    const { message, mayBeDone } = await failed(await deadUrl(), write);
    expect(message).not.toContain("done");
    expect(mayBeDone).toBe(false);
  });

  test("is said of a write that was answered with too much", async () => {
    const { url } = await httpServer((_, response) => response.end("x".repeat(11 * 1024 * 1024)));
    const { message } = await failed(url, write);
    expect(message).toMatch(/larger than 10 MB, which is not read\. Kestra took the request \(200\)/);
  });
});

test.each([401, 500])(
  "an error %i of any size keeps its status, and the beginning of its words",
  async (status) => {
    const { url, asked } = await httpServer((_, response) => {
      response
        .writeHead(status, { "Content-Type": "text/plain" })
        .end(`boom ${"x".repeat(11 * 1024 * 1024)}`);
    });
    const answer = await send(httpTo(url), { ...plan, query: { page: 1, size: 10 } });
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/^boom x/);
    expect(answer.text.length).toBeLessThan(1_000_000);
    expect(answer.excerpt).toBeUndefined();
    expect(asked).toHaveLength(1);
  },
);
