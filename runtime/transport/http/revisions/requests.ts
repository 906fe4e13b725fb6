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
  return new OwnRequests(transport);
}

/** A class, for there are very many: their functions are those of all. */
class OwnRequests implements Requests {
  readonly #transport: WebStandardStreamableHTTPServerTransport;
  /** The body in which an id came last: clients use some twice. Undefined where none is open. */
  #last: Map<MessageId, object> | undefined;
  #isClosed = false;

  constructor(transport: WebStandardStreamableHTTPServerTransport) {
    this.#transport = transport;
  }

  track(body: Exchange["body"], over: Promise<void>): void {
    const own = {};
    const ids = idsIn(body);
    if (ids.length === 0) return;
    const last = (this.#last ??= new Map());
    for (const id of ids) last.set(id, own);
    void over.then(async () => {
      for (const id of ids) {
        if (this.#isClosed || last.get(id) !== own) continue;
        last.delete(id);
        await this.#forget(id);
      }
      if (last.size === 0 && this.#last === last) this.#last = undefined;
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#last = undefined;
  }

  async #forget(id: MessageId): Promise<void> {
    // Ends a stream that was resumed. Then nobody is told the error but a client that comes back for it.
    this.#transport.closeSSEStream(id);
    // Of a request that was answered the SDK remembers nothing, and says so.
    await this.#transport.send(cancelledAnswer(id)).catch(() => undefined);
  }
}

/** Of the requests that a body holds. */
export function idsIn(body: Exchange["body"]): readonly MessageId[] {
  return [body ?? []]
    .flat()
    .flatMap(({ id, method }) => (method === undefined || id === undefined ? [] : [id]));
}
