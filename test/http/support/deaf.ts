import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A connection that sends and never reads; destroyed when the test ends. */
export interface Deaf {
  readonly socket: Socket;
  /** Writes a request. @param length of a body that need not be whole */
  post(headers: Readonly<Record<string, string>>, body: string, length?: number): void;
  /** Whether the server has closed it: only who writes or reads is told. */
  isClosed(): boolean;
}

export function deaf(url: string): Deaf {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let closed = false;
  socket.on("error", () => undefined).once("close", () => (closed = true));
  socket.pause();
  onTestFinished(() => {
    socket.destroy();
  });
  const usual = {
    Host: "localhost",
    Accept: "application/json, text/event-stream",
    "Content-Type": "application/json",
  };
  return {
    socket,
    post(headers, body, length = Buffer.byteLength(body)) {
      const all = Object.entries({ ...usual, ...headers, "Content-Length": String(length) });
      const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join("");
      socket.write(`POST /mcp HTTP/1.1\r\n${lines}\r\n${body}`);
    },
    isClosed: () => closed,
  };
}
