import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { InputError, KestraError } from "../../../runtime/errors.ts";
import { path } from "../../../runtime/compiled/request.ts";
import { httpTo, plan, send } from "../support/http.ts";
import { deadUrl, httpServer, json, tcpServer } from "../support/server.ts";

describe("an event stream that is wanted", () => {
  test.each([
    ["JSON", { "Content-Type": "application/json" }, /is not an event stream \(application\/json\)/],
    ["nothing", {}, /is not an event stream \(no media type\)/],
  ])("and is %s is told", async (_, headers, words) => {
    const { url } = await httpServer((_, response) => {
      response.writeHead(200, headers).end("{}");
    });
    const signal = new AbortController().signal;
    const asked = httpTo(url).send({ method: "GET", path: "/a" }, { retry: false, signal, streams: true });
    await expect(asked).rejects.toThrow(words);
  });
});

describe("the wire", () => {
  test.each([
    ["JSON", { kind: "json", value: { text: "é\u2028" } }],
    ["text", { kind: "text", mediaType: "application/x-yaml", text: "id: a\r\nb: ü\n" }],
    [
      "multipart",
      { kind: "multipart", parts: [{ name: "f", filename: "a.bin", content: "AP/+", base64: true }] },
    ],
  ] as const)("head and body of %s come in one segment, also on a kept connection", async (_, body) => {
    const first: string[] = [];
    const url = await tcpServer((socket) => {
      socket.on("data", (chunk) => {
        first.push(chunk.toString("latin1"));
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      });
    });
    const http = httpTo(url);
    const write = vi.spyOn(Socket.prototype, "write");
    await send(http, { method: "PUT", path: "/a", body });
    await send(http, { method: "PUT", path: "/a", body });
    const requests = write.mock.calls.map(([data]) => String(data)).filter((data) => !/^$|^HTTP/.test(data));
    write.mockRestore();
    expect(requests).toEqual(first);
    expect(first).toHaveLength(2);
    for (const segment of first) {
      const [head = "", content = ""] = segment.split(/\r\n\r\n(.*)/s);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      expect(length).toBeGreaterThan(0);
      expect(content).toHaveLength(length);
    }
  });

  test("connections are kept alive", async () => {
    const { url, asked } = await httpServer((_, response) => {
      json(response, {});
    });
    const http = httpTo(url);
    for (let i = 0; i < 3; i++) await send(http, plan);
    expect(new Set(asked.map(({ socket }) => socket)).size).toBe(1);
  });

  test("method, path with context and tenant, query, headers, credentials and body arrive as meant", async () => {
    const { url, asked } = await httpServer((_, response) => {
      json(response, {});
    });
    const http = httpTo(`${url}/kestra`, {
      tenant: "a b",
      credentials: { kind: "basic", username: "us", password: "p:w" },
      headers: { "X-Kestra-Tenant": "a b", "User-Agent": "kestra-mcp/1" },
    });
    await send(http, {
      method: "POST",
      path: path`/api/v1/{tenant}/boxes/${"x y+{tenant}"}`,
      query: {
        "filters[q][EQUALS]": "a b+&=%",
        labels: ["a:b", "c:ü"],
        none: undefined,
        nil: null,
        empty: "",
        no: false,
      },
      headers: { ttl: "PT5M", gone: undefined },
      body: { kind: "json", value: { a: "ü" } },
    });
    const [one] = asked;
    expect(one?.url).toBe(
      "/kestra/api/v1/a%20b/boxes/x%20y%2B%7Btenant%7D" +
        "?filters%5Bq%5D%5BEQUALS%5D=a%20b%2B%26%3D%25&labels=a%3Ab&labels=c%3A%C3%BC&no=false",
    );
    expect(one?.headers).toMatchObject({
      "x-kestra-tenant": "a b",
      "user-agent": "kestra-mcp/1",
      ttl: "PT5M",
      "accept-encoding": "identity",
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from("us:p:w").toString("base64")}`,
    });
    expect(one?.headers).not.toHaveProperty("gone");
    expect(one?.body.toString()).toBe('{"a":"ü"}');
  });

  test("an argument never leaves its path segment", { timeout: 30_000 }, async () => {
    const { url, asked } = await httpServer((_, response) => {
      json(response, {});
    });
    const http = httpTo(url);
    const nasty = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "..",
        ".",
        "../x",
        "%2e%2e",
        "%2E%2E/x",
        "a/b",
        "a?b",
        "a#b",
        "",
        "\0",
        "{tenant}",
        "//x",
        "\\..\\",
        "\ud800",
      ),
    );
    await fc.assert(
      fc.asyncProperty(nasty, async (value) => {
        asked.length = 0;
        try {
          await send(http, { method: "GET", path: path`/api/v1/{tenant}/boxes/${value}/lid` });
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect(asked).toHaveLength(0);
          return;
        }
        const { pathname, search } = new URL(asked[0]?.url ?? "", url);
        expect(search).toBe("");
        const segments = pathname.split("/");
        expect(segments).toHaveLength(7);
        expect(decodeURIComponent(segments[5] ?? "")).toBe(value);
      }),
      { numRuns: 150 },
    );
  });

  test.each(["a\r\nX-Evil: 1", "a\nb", "a\0", "日本"])("a header value of %j is refused", async (value) => {
    const { url, asked } = await httpServer((_, response) => {
      json(response, {});
    });
    await expect(send(httpTo(url), { ...plan, headers: { description: value } })).rejects.toThrow(InputError);
    expect(asked).toHaveLength(0);
  });
});

describe("no answer", () => {
  test("a cancelled request closes its socket, and throws the reason of the signal", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const { url, asked } = await httpServer(({ socket }) => {
      closed = new Promise((resolve) => socket.once("close", resolve));
    });
    const abort = new AbortController();
    const sent = send(httpTo(url), plan, true, abort.signal);
    while (asked.length === 0) await sleep(5);
    abort.abort(new Error("not needed any more"));
    await expect(sent).rejects.toThrow("not needed any more");
    await closed;
    expect(asked).toHaveLength(1);
  });

  test("the deadline holds for the body too, and a write says that it may have been done", async () => {
    const { url } = await httpServer((_, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.write('{"a":');
    });
    const http = httpTo(url, { timeout: 150 });
    const begun = Date.now();
    await expect(send(http, plan)).rejects.toThrow(
      `Kestra at ${url} did not answer GET /api/v1/main/boxes within 0.15 s (KESTRA_MCP_TIMEOUT).`,
    );
    await expect(send(http, { ...plan, method: "POST" })).rejects.toThrow(
      "It may have been done all the same",
    );
    expect(Date.now() - begun).toBeLessThan(2000);
  });

  test("a refused connection names the URL", async () => {
    const url = await deadUrl();
    await expect(send(httpTo(url), plan)).rejects.toThrow(
      `Kestra cannot be reached at ${url}: the connection was refused (GET /api/v1/main/boxes).`,
    );
  });

  test("what is not HTTP is said to be so", async () => {
    const url = await tcpServer((socket) => {
      socket.on("data", () => socket.end("SSH-2.0-OpenSSH\r\n"));
    });
    await expect(send(httpTo(url), plan)).rejects.toThrow("does not speak HTTP");
    await expect(send(httpTo(url.replace("http", "https")), plan)).rejects.toThrow("does not speak TLS");
  });

  test("a redirect is not followed, and only its origin is told", async () => {
    const { url, asked } = await httpServer((_, response) => {
      response.writeHead(302, { Location: "https://login.example/in?token=secret" }).end();
    });
    const error: unknown = await send(httpTo(url), plan).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(KestraError);
    expect((error as Error).message).toContain("redirected to https://login.example (302)");
    expect((error as Error).message).not.toContain("secret");
    expect(asked).toHaveLength(1);
  });

  test("more than 10 MB is not read", async () => {
    let written = 0;
    const { url } = await httpServer((_, response) => {
      const more = (): void => {
        for (; written < 200 * 2 ** 20 && response.writable; written += 2 ** 20) {
          if (!response.write(Buffer.alloc(2 ** 20, "x"))) return void response.once("drain", more);
        }
      };
      more();
    });
    await expect(send(httpTo(url), plan)).rejects.toThrow("larger than 10 MB");
    expect(written).toBeLessThan(100 * 2 ** 20);
  });

  test("a compressed answer that nobody asked for is refused", async () => {
    const { url } = await httpServer((_, response) => {
      response.writeHead(200, { "Content-Encoding": "gzip" }).end("x");
    });
    await expect(send(httpTo(url), plan)).rejects.toThrow("compressed (gzip)");
  });
});
