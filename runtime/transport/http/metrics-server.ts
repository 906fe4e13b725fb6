import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "../../operation/metrics.ts";
import { notListening } from "./not-listening.ts";

/** A server of metrics alone, for whoever reaches its address. */
export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws ConfigurationError where it cannot listen */
export async function listenMetrics(
  metrics: Metrics,
  place: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: 10_000, keepAliveTimeout: 65_000 }, (request, response) => {
    const [path] = (request.url ?? "").split("?");
    if (request.method !== "GET" || path !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { "Content-Type": metrics.type }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.maxConnections = 64;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(notListening(error, place, "KESTRA_MCP_METRICS"));
    });
    server.listen(place.port, place.host, resolve);
  });
  const { address, port, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}/metrics`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
