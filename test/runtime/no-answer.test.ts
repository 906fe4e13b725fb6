import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { httpTo, plan, send } from "./support/http.ts";
import { tcpServer } from "./support/server.ts";

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
