import type { Socket } from "node:net";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { createHttp, type Http } from "../../../runtime/http-client/http-client.ts";
import { certificates, tlsServer, type Certificates } from "../support/certificates.ts";
import { kestraMcp } from "../support/command-line.ts";
import { plan, send } from "../support/http.ts";
import { forwardProxy } from "../support/proxy.ts";
import { deadUrl, httpServer, json, tcpServer } from "../support/server.ts";

let made: Certificates;
beforeAll(async () => {
  made = await certificates();
});

const login = "us@er:canary-p:w";
const withLogin = (url: string) => url.replace("://", "://us%40er:canary-p%3Aw@");

function httpOf(env: Environment): Http {
  const http = createHttp(readConfig(env).connection);
  onTestFinished(() => {
    http.close();
  });
  return http;
}

/** A Kestra that answers by TLS, by the name that only a proxy knows. */
async function secureKestra() {
  const { url, asked } = await tlsServer(made.server);
  return { asked, hosts: { "kestra.example:443": url }, url: "https://kestra.example" };
}

const trusting = () => ({ SSL_CERT_FILE: made.files.authority });

const post = {
  method: "POST" as const,
  path: "/api/v1/{tenant}/boxes",
  body: { kind: "json" as const, value: { a: "ü" } },
};

describe("a Kestra at http://", () => {
  test("is asked for through HTTP_PROXY, by its whole URL; connections are kept", async () => {
    const plain = await httpServer((_, response) => {
      json(response, { a: 1 });
    });
    const proxy = await forwardProxy({ login, hosts: { "kestra.example": plain.url } });
    const KESTRA_BASE_URL = "http://kestra.example/context";
    const http = httpOf({ KESTRA_BASE_URL, HTTP_PROXY: withLogin(proxy.url), KESTRA_API_TOKEN: "t" });
    expect(await send(http, { ...plan, query: { q: "a/b" } })).toMatchObject({
      status: 200,
      text: '{"a":1}',
    });
    expect(await send(http, post)).toMatchObject({ status: 200 });
    expect(proxy.asked).toEqual([
      "GET http://kestra.example/context/api/v1/main/boxes?q=a%2Fb",
      "POST http://kestra.example/context/api/v1/main/boxes",
    ]);
    expect(plain.asked.map(({ headers }) => [headers.host, headers.authorization])).toEqual([
      ["kestra.example", "Bearer t"],
      ["kestra.example", "Bearer t"],
    ]);
    expect(String(plain.asked[1]?.body)).toBe('{"a":"ü"}');
  });

  test("is sent head and body in one segment, as without a proxy", async () => {
    const segments: string[] = [];
    const url = await tcpServer((socket) => {
      socket.on("data", (chunk) => {
        segments.push(chunk.toString("latin1"));
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      });
    });
    const http = httpOf({ KESTRA_BASE_URL: "http://kestra.example", HTTP_PROXY: url });
    await send(http, post);
    await send(http, post);
    expect(segments).toHaveLength(2);
    for (const segment of segments)
      expect(segment).toMatch(
        /^POST http:\/\/kestra\.example\/api\/v1\/main\/boxes HTTP\/1\.1\r\n.*\r\n\r\n\{.*\}$/s,
      );
  });

  test("is reached by TLS to the proxy, where the proxy wants that", async () => {
    const { url } = await httpServer((_, response) => {
      json(response, {});
    });
    const proxy = await forwardProxy({ tls: made.server });
    const http = httpOf({ KESTRA_BASE_URL: url, http_proxy: proxy.url, ...trusting() });
    expect((await send(http, plan)).status).toBe(200);
    expect(proxy.asked).toHaveLength(1);
  });

  test("is reached without one where NO_PROXY says so", async () => {
    const { url } = await httpServer((_, response) => {
      json(response, {});
    });
    const proxy = await forwardProxy();
    const http = httpOf({ KESTRA_BASE_URL: url, HTTP_PROXY: proxy.url, NO_PROXY: "localhost,127.0.0.0/8" });
    expect((await send(http, plan)).status).toBe(200);
    expect(proxy.asked).toEqual([]);
  });
});

describe("a Kestra at https://", () => {
  test.each([false, true])(
    "is reached by a tunnel through HTTPS_PROXY, TLS to the proxy: %s",
    async (secure) => {
      const { asked, hosts, url } = await secureKestra();
      const proxy = await forwardProxy({ login, hosts, ...(secure && { tls: made.server }) });
      const http = httpOf({
        KESTRA_BASE_URL: url,
        HTTPS_PROXY: withLogin(proxy.url),
        KESTRA_API_TOKEN: "canary-t",
        ...trusting(),
      });
      expect((await send(http, plan)).status).toBe(200);
      expect((await send(http, post)).status).toBe(200);
      expect(proxy.asked).toEqual(["CONNECT kestra.example:443"]);
      // What is meant for Kestra is not shown to the proxy, nor the other way round.
      expect(JSON.stringify(proxy.heads)).not.toContain("canary-t");
      expect(asked.map(({ headers }) => headers["proxy-authorization"])).toEqual([undefined, undefined]);
      expect(String(asked[1]?.body)).toBe('{"a":"ü"}');
    },
  );

  test("is reached by a tunnel of any 2xx", async () => {
    const { hosts, url } = await secureKestra();
    const proxy = await forwardProxy({ hosts, made: 201 });
    const http = httpOf({ KESTRA_BASE_URL: url, HTTPS_PROXY: proxy.url, ...trusting() });
    expect((await send(http, plan)).status).toBe(200);
    expect((await send(http, post)).status).toBe(200);
    expect(proxy.asked).toHaveLength(1);
  });

  test("is given up with its request, on a proxy that does not answer", async () => {
    const closed: boolean[] = [];
    const sockets: Socket[] = [];
    const proxy = await forwardProxy({
      silent(socket) {
        sockets.push(socket);
        socket.on("end", () => closed.push(true)).resume();
      },
    });
    const env = {
      KESTRA_BASE_URL: "https://kestra.example",
      HTTPS_PROXY: proxy.url,
      KESTRA_MCP_TIMEOUT: "0.3",
    };
    await expect(send(httpOf(env), plan)).rejects.toThrow(
      `Kestra at https://kestra.example through the proxy ${proxy.url} (HTTPS_PROXY) did not answer`,
    );
    const abort = new AbortController();
    const cancelled = send(httpOf({ ...env, KESTRA_MCP_TIMEOUT: "30" }), plan, false, abort.signal);
    const refused = expect(cancelled).rejects.toThrow("enough");
    while (sockets.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort(new Error("enough"));
    await refused;
    while (closed.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

describe("errors name the proxy, without its credentials", () => {
  const failing = async (env: Environment) => {
    const error: unknown = await send(httpOf(env), plan).catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain("canary");
    return String(error);
  };

  test.each([
    ["http://kestra.example", "HTTP_PROXY"],
    ["https://kestra.example", "HTTPS_PROXY"],
  ])("that cannot be reached: %s", async (KESTRA_BASE_URL, name) => {
    const dead = await deadUrl();
    const text = await failing({ KESTRA_BASE_URL, [name]: withLogin(dead) });
    expect(text).toBe(
      `KestraError: The proxy ${dead} (${name}), the way to Kestra at ${KESTRA_BASE_URL}, cannot be reached: the connection was refused (GET /api/v1/main/boxes). NO_PROXY names hosts that are reached without it.`,
    );
  });

  test("that breaks off, in place of a Kestra at http://", async () => {
    const url = await tcpServer((socket) => {
      socket.destroy();
    });
    const text = await failing({ KESTRA_BASE_URL: "http://kestra.example", HTTP_PROXY: url });
    expect(text).toContain(
      `The proxy ${url} (HTTP_PROXY), the way to Kestra at http://kestra.example, gave no`,
    );
    expect(text).not.toContain("KESTRA_BASE_URL");
  });

  test.each([
    ["http://kestra.example", "HTTP_PROXY"],
    ["https://kestra.example", "HTTPS_PROXY"],
  ])("that wants other credentials: %s", async (KESTRA_BASE_URL, name) => {
    const proxy = await forwardProxy({ login: "other:one" });
    const wrong = await failing({ KESTRA_BASE_URL, [name]: withLogin(proxy.url) });
    expect(wrong).toContain(`The proxy ${proxy.url} (${name}) does not accept its credentials (407`);
    const none = await failing({ KESTRA_BASE_URL, [name]: proxy.url });
    expect(none).toContain(`The proxy ${proxy.url} (${name}) wants credentials (407`);
  });

  test("that leads nowhere", async () => {
    const proxy = await forwardProxy({ refusal: 503 });
    const text = await failing({ KESTRA_BASE_URL: "https://kestra.example", HTTPS_PROXY: proxy.url });
    expect(text).toContain(
      `The proxy ${proxy.url} (HTTPS_PROXY), the way to Kestra at https://kestra.example, does not lead`,
    );
    expect(text).toContain("(503, GET");
  });

  test("behind which Kestra is not trusted", async () => {
    const { hosts, url } = await secureKestra();
    const proxy = await forwardProxy({ hosts });
    const text = await failing({ KESTRA_BASE_URL: url, HTTPS_PROXY: proxy.url });
    expect(text).toContain(
      `at ${url} through the proxy ${proxy.url} (HTTPS_PROXY): its certificate is not trusted`,
    );
  });
});

describe("what the proxy itself answers on http:// is not told as Kestra's", () => {
  const html = { type: "text/html", text: "<html>canary</html>" };
  const env = async (own: Parameters<typeof forwardProxy>[0] & object) => {
    const { url } = await forwardProxy(own);
    return { url, env: { KESTRA_BASE_URL: "http://kestra.example", HTTP_PROXY: url } };
  };

  test.each([
    { status: 502, type: "text/plain", text: "no host" },
    { status: 503, type: "application/json", text: "{}" },
    { status: 403, ...html },
    { status: 404, ...html },
  ])("$status in $type, by a call and by doctor", async (own) => {
    const proxy = await env({ own });
    const named = `The answer came through the proxy ${proxy.url} (HTTP_PROXY), and may be the proxy's own.`;
    const call = await kestraMcp(["call", "get_box", '{"box_id":"a"}', "--line=1.3"], proxy.env);
    expect(call.err).toContain(`failed (${own.status}): `);
    expect(call.err).toContain(named);
    expect(call.err).not.toMatch(/Kestra (failed|refused)|KESTRA_USERNAME/);
    const { out, exitCode } = await kestraMcp(["doctor"], proxy.env);
    expect(out).toContain(named);
    expect(exitCode).toBe(1);
  });

  test("but Kestra's own error is Kestra's, and what comes by TLS, too", async () => {
    const proxy = await env({
      own: { status: 403, type: "application/json", text: '{"message":"no"}' },
    });
    const { err } = await kestraMcp(["call", "get_box", '{"box_id":"a"}', "--line=1.3"], proxy.env);
    expect(err).toContain("Kestra refused GET");
    const login = await env({ own: { status: 401, type: "text/plain", text: "" } });
    const refused = await kestraMcp(["call", "get_box", '{"box_id":"a"}', "--line=1.3"], login.env);
    expect(refused.err).toMatch(/Kestra refused GET .* Check KESTRA_USERNAME/);
    const secure = await tlsServer(made.server);
    const tunnel = await forwardProxy();
    const http = httpOf({ KESTRA_BASE_URL: secure.url, HTTPS_PROXY: tunnel.url, ...trusting() });
    expect(await send(http, plan)).not.toHaveProperty("through");
  });
});
