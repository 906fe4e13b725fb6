import type { EarlyAnswer } from "../../../../mcp/protocol/early-answer.ts";
import type { MessageId } from "../../../../mcp/wire/client-message.ts";

type Early = Pick<EarlyAnswer<never>, "cancel">;

/** The requests of one MCP session that are answered without its SDK. */
export interface EarlyRequests {
  /** @returns tells that it is over, or that the SDK goes on with it */
  add(id: MessageId, request: Early): () => void;
  /** Its client sent a message, which may cancel one. */
  heard(message: { readonly method?: unknown; readonly params?: unknown }): void;
  /** Cancels all. */
  close(): void;
}

export function createEarlyRequests(): EarlyRequests {
  const open = new Map<MessageId, Early>();
  return {
    add(id, request) {
      open.set(id, request);
      return () => {
        if (open.get(id) === request) open.delete(id);
      };
    },
    heard({ method, params }) {
      if (method !== "notifications/cancelled") return;
      const { requestId, reason } = params as { readonly requestId?: MessageId; readonly reason?: unknown };
      if (requestId !== undefined) open.get(requestId)?.cancel(reason);
    },
    close() {
      for (const request of [...open.values()]) request.cancel(new Error("The session is closed."));
    },
  };
}
