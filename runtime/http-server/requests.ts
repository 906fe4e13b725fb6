import type { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/sdk/types.js";
import { isObject } from "../json.ts";

/** The requests of one MCP session that the SDK remembers until it has answered them. */
export interface Requests {
  /** Has those of a body forgotten that are not answered when it is over: their client has cancelled them. */
  track(body: unknown, over: Promise<void>): void;
  /** The session is closed. */
  close(): void;
}

const cancelled = { code: -32800, message: "The request was cancelled." };

export function createRequests(transport: WebStandardStreamableHTTPServerTransport): Requests {
  // The body in which an id came last: clients use some twice.
  const last = new Map<RequestId, object>();
  let closed = false;
  const forget = async (id: RequestId) => {
    // Ends a stream that was resumed. Then nobody is told the error but a client that comes back for it.
    transport.closeSSEStream(id);
    const message: JSONRPCMessage = { jsonrpc: "2.0", id, error: cancelled };
    // Of a request that was answered the SDK remembers nothing, and says so.
    await transport.send(message).catch(() => undefined);
  };
  return {
    track(body, over) {
      const own = {};
      const ids = idsIn(body);
      for (const id of ids) last.set(id, own);
      void over.then(async () => {
        for (const id of ids) {
          if (closed || last.get(id) !== own) continue;
          last.delete(id);
          await forget(id);
        }
      });
    },
    close() {
      closed = true;
      last.clear();
    },
  };
}

function idsIn(body: unknown): readonly RequestId[] {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return messages.flatMap((one) =>
    isObject(one) && "method" in one && (typeof one.id === "string" || typeof one.id === "number")
      ? [one.id]
      : [],
  );
}
