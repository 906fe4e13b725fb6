import type { AgentOptions, ClientRequest } from "node:http";
import type { SecureContext } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { Proxy } from "./proxy.ts";
import { ProxyFailure } from "./proxy-failure.ts";

/** How a tunnel is made. */
export interface TunnelOptions extends AgentOptions {
  /** For the TLS that Kestra ends. */
  readonly secureContext?: SecureContext;
  /** For the TLS of a proxy that is reached over https. */
  readonly proxyContext?: SecureContext | undefined;
}

/** TLS connections through an HTTP proxy, which is asked for each with CONNECT. They are kept as any others. */
export class Tunnels extends HttpsProxyAgent<string> {
  readonly #waiting = new WeakMap<ClientRequest, AbortController>();
  readonly #proxyContext: object;

  constructor({ origin, authorization }: Proxy, { proxyContext, ...options }: TunnelOptions) {
    const headers = authorization === undefined ? {} : { "Proxy-Authorization": authorization };
    super(origin, { ...options, headers });
    // The library drops them: what Node's agent closes idle sockets by, and what Kestra's TLS is made with.
    Object.assign(this, { options: { ...options, path: undefined } });
    this.protocol = "https:";
    this.#proxyContext = { secureContext: proxyContext };
  }

  /** Closes the connection on which a request waits for its tunnel: nobody else would. */
  abandon(request: ClientRequest): void {
    this.#waiting.get(request)?.abort();
  }

  override async connect(...[request, options]: Parameters<HttpsProxyAgent<string>["connect"]>) {
    if (request.destroyed) throw new Error("It is not waited for any longer.");
    const waiting = new AbortController();
    this.#waiting.set(request, waiting);
    let status: number | undefined;
    request.once("proxyConnect", (answer: { statusCode: number }) => {
      // Any 2xx makes a tunnel (RFC 9110, 9.3.6); the library goes on with 200 alone.
      if (answer.statusCode >= 200 && answer.statusCode < 300) answer.statusCode = 200;
      status = answer.statusCode;
    });
    // Read at once by the library, which knows nothing of a signal.
    this.connectOpts = { ...this.connectOpts, ...this.#proxyContext, signal: waiting.signal };
    try {
      const socket = await super.connect(request, options);
      if (status === 200) return socket;
      // The library would have the proxy's answer taken for Kestra's.
      socket.destroy();
    } catch (cause) {
      throw new ProxyFailure("There is no way to the proxy.", { cause });
    } finally {
      this.#waiting.delete(request);
    }
    throw new ProxyFailure("The proxy refused.", { status: status ?? 0 });
  }
}
