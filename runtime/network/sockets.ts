import type { Agent, ClientRequest, RequestOptions } from "node:http";
import type { SecureContext } from "node:tls";
import { passOf, type Connection } from "./connection.ts";
import { limits } from "../limits.ts";
import type { Proxy } from "./proxy.ts";
import type { TlsFiles } from "./tls-context.ts";
import type { WireRequest } from "./wire-request.ts";

/** The sockets of one connection, which are kept alive. */
export interface Sockets {
  /** Begins a request; its body is still to be sent. */
  request(wire: WireRequest): ClientRequest;
  /** Closes what a request that was given up still waits for. */
  readonly abandon?: (request: ClientRequest) => void;
  /** Through which they go. */
  readonly proxy?: Proxy;
  readonly close: () => void;
}

/** Shorter than proxies keep an idle connection: a request on one that just closed would be lost. */
const idle = 20_000;

const usual = { keepAlive: true, timeout: idle };

/**
 * Opens none yet.
 * @param maxSockets at one time
 * @throws ConfigurationError for a proxy or a certificate that cannot be used
 */
export async function openSockets(
  connection: Connection,
  maxSockets: number = limits.sockets,
): Promise<Sockets> {
  const { baseUrl, network } = connection;
  const proxy = network?.proxyFor(baseUrl);
  const secure = baseUrl.startsWith("https:");
  if (proxy === undefined) {
    const { request, Agent } = await moduleOf(secure);
    const agent = new Agent({ ...usual, maxSockets, ...(secure && (await contextFor(connection))) });
    const place = placesOf();
    return {
      request(wire) {
        const { protocol, host, port } = place(wire.origin);
        const { method, path, headers, maxHeaderSize } = lineOf(wire);
        return request({ agent, protocol, host, port, method, path, headers, maxHeaderSize });
      },
      close: closing(agent),
    };
  }
  return secure ? openTunnels(connection, proxy, maxSockets) : openForwarding(connection, proxy, maxSockets);
}

/** @throws ConfigurationError for what could not be used once it is needed */
export async function requireUsable(connection: Connection): Promise<void> {
  (await openSockets(connection)).close();
}

/** What is sent by http: the proxy is asked for the whole URL, as RFC 9112 has it. */
async function openForwarding({ network }: Connection, proxy: Proxy, maxSockets: number): Promise<Sockets> {
  const secure = proxy.origin.startsWith("https:");
  const { request, Agent } = await moduleOf(secure);
  const agent = new Agent({
    ...usual,
    maxSockets,
    ...(secure && (await contextOf({ authorities: network?.authorities ?? [] }))),
  });
  return {
    proxy,
    request(wire) {
      const { headers, path, ...line } = lineOf(wire);
      const signed = proxy.authorization === undefined ? {} : { "Proxy-Authorization": proxy.authorization };
      return request({
        ...placeOf(proxy.origin),
        ...line,
        path: wire.origin + path,
        headers: { Host: new URL(wire.origin).host, ...headers, ...signed },
        agent,
      });
    },
    close: closing(agent),
  };
}

async function openTunnels(connection: Connection, proxy: Proxy, maxSockets: number): Promise<Sockets> {
  const [{ Tunnels }, { request }] = await Promise.all([import("./tunnels.ts"), import("node:https")]);
  const authorities = connection.network?.authorities ?? [];
  const proxyContext = proxy.origin.startsWith("https:") ? await contextOf({ authorities }) : {};
  const agent = new Tunnels(proxy, {
    ...usual,
    maxSockets,
    ...(await contextFor(connection)),
    proxyContext: proxyContext.secureContext,
  });
  return {
    proxy,
    request: (wire) => request({ ...placeOf(wire.origin), ...lineOf(wire), agent }),
    abandon: (sent) => {
      agent.abandon(sent);
    },
    close: closing(agent),
  };
}

/** `node:http` and `node:https` are loaded by the first request. */
async function moduleOf(secure: boolean) {
  return secure ? import("node:https") : import("node:http");
}

function contextFor(connection: Connection) {
  const authorities = connection.network?.authorities ?? [];
  return contextOf({ authorities, certificate: passOf(connection)?.certificate });
}

/** Nothing where Node's own defaults do. */
async function contextOf(files: TlsFiles): Promise<{ readonly secureContext?: SecureContext }> {
  if (files.authorities.length === 0 && files.certificate === undefined) return {};
  return { secureContext: await (await import("./tls-context.ts")).tlsContext(files) };
}

/** As `placeOf`; requests mostly go where the one before went. */
function placesOf(): typeof placeOf {
  let last: { readonly origin: string; readonly place: RequestOptions } | undefined;
  return (origin) => {
    if (last?.origin !== origin) last = { origin, place: placeOf(origin) };
    return last.place;
  };
}

function placeOf(origin: string): RequestOptions {
  const { protocol, hostname, port } = new URL(origin);
  return { protocol, host: hostname.replace(/^\[|\]$/g, ""), port };
}

function lineOf({ method, target, headers }: WireRequest) {
  return { method, path: target, headers, maxHeaderSize: limits.answerHead };
}

function closing(agent: Agent): () => void {
  return () => {
    agent.destroy();
  };
}
