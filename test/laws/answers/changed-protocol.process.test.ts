import { describe, expect, it } from "vitest";
import { tcpServer } from "../../runtime/support/server.ts";
import { shipped, transports } from "../support/shipped.ts";

const upgrade = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
const configs = '{"version":"1.3.25","edition":"OSS","uuid":"0"}';

/** A Kestra that changes the protocol where it is asked for this, and leaves the connection open. */
const changing = (pattern: RegExp) =>
  tcpServer((socket) => {
    socket.on("data", (head) => {
      const isAsked = pattern.test(head.toString().split("\r\n", 1)[0] ?? "");
      socket.write(
        isAsked
          ? upgrade
          : `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${configs.length}\r\n\r\n${configs}`,
      );
    });
  });

describe.each(transports)("over %s, a Kestra that changes the protocol", (transport) => {
  it.each([/flows\/search/, /configs/])("is told so at once, on %s", async (pattern) => {
    const env = { KESTRA_BASE_URL: await changing(pattern), KESTRA_MCP_TIMEOUT: "30" };
    const { call } = await shipped(transport, { env });
    for (let turn = 0; turn < 2; turn++) {
      const began = performance.now();
      const { isError, text } = await call("search_flows", { query: "a" });
      expect(isError, text).toBe(true);
      expect(text).toContain("it changed to another protocol (101), which was not asked for");
      expect(performance.now() - began).toBeLessThan(10_000);
    }
  });
});

it("/readyz says that there is no Kestra", async () => {
  const env = { KESTRA_BASE_URL: await changing(/configs/), KESTRA_MCP_TIMEOUT: "30" };
  const { url } = await shipped("http", { env });
  const { status } = await fetch(new URL("/readyz", url), { signal: AbortSignal.timeout(10_000) });
  expect(status).toBe(503);
});
