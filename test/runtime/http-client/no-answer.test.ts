import { setTimeout as sleep } from "node:timers/promises";
import { createServer } from "node:tls";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { createHttp } from "../../../runtime/http-client/http-client.ts";
import { certificates } from "../support/certificates.ts";
import { httpTo, plan, send } from "../support/http.ts";
import { forwardProxy } from "../support/proxy.ts";
import { listen, tcpServer } from "../support/server.ts";
import type { Environment } from "../../../runtime/environment.ts";

/** A server that answers each request with these bytes, and leaves the connection open unless it is to close it. */
const answering = (text: string, closes = false) =>
  tcpServer((socket) => {
    socket.once("data", () => {
      socket.write(text);
      if (closes) socket.end();
    });
  });

const upgrade = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

test("a change of protocol is told at once", async () => {
  const http = httpTo(await answering(upgrade));
  const early = sleep(4000).then(() => "nothing");
  const told = send(http, plan).catch(String);
  expect(await Promise.race([told, early])).toContain("another protocol (101)");
});

test("a 101 that names no protocol is told likewise", async () => {
  const http = httpTo(await answering("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
  await expect(send(http, plan)).rejects.toThrow("another protocol (101)");
});

describe("on the way through a proxy", () => {
  const sentBy = (env: Environment) => {
    const http = createHttp(readConfig(env).connection);
    onTestFinished(() => {
      http.close();
    });
    return send(http, plan);
  };

  test("a change of protocol by the proxy is told", async () => {
    const HTTP_PROXY = await answering(upgrade);
    await expect(sentBy({ KESTRA_BASE_URL: "http://kestra.example", HTTP_PROXY })).rejects.toThrow(
      /through the proxy .* another protocol \(101\)/,
    );
  });

  test("one in place of a tunnel is told", async () => {
    const { url } = await forwardProxy({ refusal: 101 });
    await expect(sentBy({ KESTRA_BASE_URL: "https://kestra.example", HTTPS_PROXY: url })).rejects.toThrow(
      "does not lead to https://kestra.example (101",
    );
  });

  test.each([true, false])(
    "one by Kestra at the end of a tunnel is told: %s; else that it closed",
    async (upgrades) => {
      const { server, files } = await certificates();
      const secure = createServer(server, (socket) => {
        socket
          .on("error", () => undefined)
          .once("data", () => {
            if (upgrades) socket.write(upgrade);
            else socket.end();
          });
      });
      const hosts = { "kestra.example:443": await listen(secure, "https") };
      const { url } = await forwardProxy({ hosts });
      const env = {
        KESTRA_BASE_URL: "https://kestra.example",
        HTTPS_PROXY: url,
        SSL_CERT_FILE: files.authority,
      };
      await expect(sentBy(env)).rejects.toThrow(
        upgrades ? "another protocol (101)" : "closed without an answer",
      );
    },
  );
});

test("a connection that closes without an answer is told", async () => {
  const http = httpTo(await answering("", true), { timeout: 2000 });
  await expect(send(http, plan)).rejects.toThrow("closed without an answer");
});

test("a signal that aborts ends a call whose answer never ends", async () => {
  const http = httpTo(await answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"), {
    timeout: 5000,
  });
  const stop = new AbortController();
  const sent = http.send(plan, { retry: false, signal: stop.signal });
  setTimeout(() => {
    stop.abort(new Error("enough"));
  }, 50);
  await expect(sent).rejects.toThrow("enough");
});
