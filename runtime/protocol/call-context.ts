import { internalError, ProtocolError, type Handler, type MethodContext } from "../handler.ts";
import type { JsonObject } from "../json.ts";
import { describe, withFields } from "../log.ts";
import { progressTo, type Send, type Tell } from "../messages.ts";
import type { RequestFacts, Serving } from "../service.ts";
import { traceparentOf } from "../traceparent.ts";

/** A request as either SDK hands it over. */
export interface Incoming {
  readonly signal: AbortSignal;
  /** Its `_meta`. */
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  /** What the HTTP server knows of it; undefined over stdio. */
  readonly facts: RequestFacts | undefined;
  readonly clientCapabilities: JsonObject | undefined;
  readonly send: Send;
  readonly tell: Tell;
}

/** The context of a request. */
export function contextOf({ session }: Serving, incoming: Incoming): MethodContext {
  const { signal, meta, facts, clientCapabilities, tell } = incoming;
  const send: Send = (message) => {
    if (!signal.aborted) incoming.send(message);
  };
  return {
    session,
    signal,
    progress: progressTo(send, meta?.progressToken),
    principal: facts?.principal,
    clientCapabilities,
    tell,
    log: facts === undefined ? session.log : withFields(session.log, { requestId: facts.requestId }),
    traceparent: traceparentOf(meta?.traceparent) ?? facts?.traceparent,
  };
}

/**
 * Runs a handler.
 * @param facts as in the context
 * @throws ProtocolError alone, or the signal's reason: of an error that nobody foresaw the client learns only that
 * there was one
 */
export async function handle(
  handler: Handler,
  params: Readonly<Record<string, unknown>>,
  context: MethodContext,
  { underWay }: Serving,
  facts: RequestFacts | undefined,
): Promise<object> {
  const done = facts?.hold();
  try {
    return await underWay.track(handler(params, context));
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof ProtocolError) throw error;
    context.log?.("error", describe(error));
    throw new ProtocolError(internalError, "Internal error", undefined, { cause: error });
  } finally {
    done?.();
  }
}
