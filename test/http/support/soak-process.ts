import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "../../../runtime/config/config.ts";
import { credentialCallers } from "../../../runtime/transport/http/callers/credential-callers.ts";
import { listen } from "../../../runtime/transport/http/serve.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import { compiled } from "../../runtime/support/tools.ts";

/** What a server holds. */
export interface Held {
  /** Bytes of the heap and of buffers that are still needed. */
  readonly memory: number;
  readonly timers: number;
  /** Connections, of clients and to Kestra. */
  readonly sockets: number;
}

/* Serves over HTTP with the tools of these tests, tells its parent the URL, and what it holds when it is asked. */
const config = readConfig(process.env);
const session = createSession(compiled, config, () => undefined);
const server = await listen({
  service: kestraService("0.0.0"),
  session,
  endpoint: config.endpoint,
  callers: credentialCallers(session),
});
process.on("message", () => void measure());
process.send?.(server.url);

async function measure(): Promise<void> {
  for (let at = 0; at < 4; at++) {
    await sleep(20);
    globalThis.gc?.();
  }
  const { heapUsed, external } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const count = (name: string) => resources.filter((one) => one === name).length;
  const held: Held = {
    memory: heapUsed + external,
    timers: count("Timeout"),
    sockets: count("TCPSocketWrap"),
  };
  process.send?.(held);
}
