import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, type Socket } from "node:net";
import { listen } from "./server.ts";

/** A forward proxy on loopback: absolute URLs for http, CONNECT for https. */
export interface ForwardProxy {
  readonly url: string;
  /** What it was asked for: `GET http://kestra:80/a`, `CONNECT kestra:443`. */
  readonly asked: readonly string[];
  /** The request lines as they came, with their headers. */
  readonly heads: readonly IncomingMessage["headers"][];
}

export interface ProxyOptions {
  /** `user:password` that it wants. */
  readonly login?: string;
  /** Names that only it knows, with their port on loopback. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** It is reached by TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Answers every CONNECT with this. */
  readonly refusal?: number;
  /** The status of a tunnel that it makes. */
  readonly made?: number;
  /** What it answers itself to all that is not by TLS. */
  readonly own?: { readonly status: number; readonly type: string; readonly text: string };
  /** Never answers a CONNECT. @param socket on which it came */
  readonly silent?: (socket: Socket) => void;
}

/** Started for one test. */
export async function forwardProxy(options: ProxyOptions = {}): Promise<ForwardProxy> {
  const { login, hosts = {}, tls, refusal, made = 200, own, silent } = options;
  const asked: string[] = [];
  const heads: IncomingMessage["headers"][] = [];
  const isAllowed = ({ headers }: IncomingMessage) =>
    login === undefined ||
    headers["proxy-authorization"] === `Basic ${Buffer.from(login).toString("base64")}`;
  const place = (host: string) => new URL(hosts[host] ?? `http://${host}`);
  const keep = (one: IncomingMessage) => {
    asked.push(`${one.method ?? ""} ${one.url ?? ""}`);
    heads.push(one.headers);
  };

  const forward = (one: IncomingMessage, response: ServerResponse) => {
    keep(one);
    if (!isAllowed(one)) {
      response.writeHead(407, { "Proxy-Authenticate": "Basic" }).end();
      return;
    }
    if (own !== undefined) {
      response.writeHead(own.status, { "Content-Type": own.type }).end(own.text);
      return;
    }
    const wanted = new URL(one.url ?? "");
    const { hostname, port } = place(wanted.host);
    const path = wanted.pathname + wanted.search;
    const sent = request({ hostname, port, path, method: one.method, headers: one.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    sent.on("error", () => response.writeHead(502).end());
    one.pipe(sent);
  };
  const server: Server = tls === undefined ? createServer(forward) : createSecureServer(tls, forward);
  server.on("connect", (one: IncomingMessage, client: Socket) => {
    keep(one);
    client.on("error", () => undefined);
    if (silent !== undefined) {
      silent(client);
      return;
    }
    const status = isAllowed(one) ? refusal : 407;
    if (status !== undefined) {
      client.write(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
      // Whoever changes the protocol leaves the connection open.
      if (status !== 101) client.end();
      return;
    }
    const { hostname, port } = place(one.url ?? "");
    const kestra = connect(Number(port), hostname, () => {
      client.write(`HTTP/1.1 ${made} OK\r\n\r\n`);
      kestra.pipe(client).pipe(kestra);
    });
    kestra.on("error", () => client.destroy());
    tunnels.add(kestra);
  });
  const tunnels = new Set<Socket>();
  return { url: await listen(server, tls === undefined ? "http" : "https", tunnels), asked, heads };
}
