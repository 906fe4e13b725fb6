import type { IncomingMessage } from "node:http";
import type { SessionEvents } from "./event-memory.ts";

/** From this revision on, a client that has its response does not come back, and a stream has one request alone. */
const since = "2025-11-25";

/**
 * Ends a stream that was resumed after the response of its request, as the transport section of 2025-11-25 has it. The
 * SDK would leave one open whose response was there already.
 * @param answer the SDK's to `request`; any other than of a resumed stream is left as it is
 */
export function endResumed(
  answer: Response,
  { method, headers }: IncomingMessage,
  events: Pick<SessionEvents, "endOf">,
): Response {
  const last = headers["last-event-id"];
  const version = headers["mcp-protocol-version"];
  if (method !== "GET" || typeof last !== "string" || typeof version !== "string") return answer;
  const end = version >= since && answer.ok ? events.endOf(last) : undefined;
  if (end === undefined || answer.body === null) return answer;
  if (end.after) return new Response(answer.body.pipeThrough(endingWith(end.id)), answer);
  answer.body.cancel().catch(() => undefined);
  return new Response(null, answer);
}

/** @param id of the last event; the SDK writes each event as one chunk */
function endingWith(id: string): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      if (decoder.decode(chunk).includes(`\nid: ${id}\n`)) controller.terminate();
    },
  });
}
