import type { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { JSONRPCErrorResponse } from "@modelcontextprotocol/sdk/types.js";
import type { MessageId } from "../../../mcp/wire/client-message.ts";
import type { Exchange } from "./exchange.ts";

/** The requests of one MCP session that the SDK remembers until it has answered them. */
export interface Requests {
  /** Has those of a body forgotten that are not answered when it is over: their client has cancelled them. */
  track(body: Exchange["body"], over: Promise<void>): void;
  /** The session is closed. */
  close(): void;
}

/** For who must be told: the protocol wants no answer to a request that was cancelled. */
export function cancelledAnswer(id: MessageId): JSONRPCErrorResponse {
  return { jsonrpc: "2.0", id, error: { code: -32800, message: "The request was cancelled." } };
}

export function createRequests(transport: WebStandardStreamableHTTPServerTransport): Requests {
  // The body in which an id came last: clients use some twice.
  const last = new Map<MessageId, object>();
  let closed = false;
  const forget = async (id: MessageId) => {
    // Ends a stream that was resumed. Then nobody is told the error but a client that comes back for it.
    transport.closeSSEStream(id);
    // Of a request that was answered the SDK remembers nothing, and says so.
    await transport.send(cancelledAnswer(id)).catch(() => undefined);
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

/** Of the requests that a body holds. */
export function idsIn(body: Exchange["body"]): readonly MessageId[] {
  return [body ?? []]
    .flat()
    .flatMap(({ id, method }) => (method === undefined || id === undefined ? [] : [id]));
}
