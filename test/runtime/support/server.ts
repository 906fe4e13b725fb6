import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** What a server was asked. */
export interface Asked {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  readonly socket: Socket;
}

export type Respond = (asked: Asked, response: ServerResponse) => unknown;

/** An HTTP server on loopback that keeps what it was asked; closed when the test ends. */
export async function httpServer(
  respond: Respond,
): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers, socket } = request;
      const one = { method, url, headers, socket, body: Buffer.concat(chunks) };
      asked.push(one);
      respond(one, response);
    });
  });
  return { url: await listen(server), asked };
}

/** A TCP server on loopback; closed when the test ends. */
export async function tcpServer(connected: (socket: Socket) => void): Promise<string> {
  return listen(createTcpServer(connected));
}

/** A URL where nothing listens. */
export async function deadUrl(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** Listens on loopback until the test ends. @param scheme of the URL @param more sockets to close then */
export async function listen(
  server: Server,
  scheme = "http",
  more: ReadonlySet<Socket> = new Set(),
): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of [...sockets, ...more]) socket.destroy();
    server.close();
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, status = 200, type = "application/json"): void {
  response.writeHead(status, { "Content-Type": type }).end(JSON.stringify(body));
}

/** What Kestra's `/configs` answers. */
export const configs = { version: "1.3.25", edition: "OSS", uuid: "0" };
