import type { Signal } from "../../abort.ts";
import { internalError, invalidParams, ProtocolError, type Handler, type MethodContext } from "../handler.ts";
import { nobody } from "../../auth/principal.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { limits } from "../../limits.ts";
import { describe, withFields } from "../../log.ts";
import { progressTo, type Send, type Tell } from "../messages.ts";
import type { RequestFacts } from "../request-facts.ts";
import type { Serving } from "../service.ts";
import { traceparentOf } from "../../http-client/traceparent.ts";
import { relatedTask } from "../wire/client-message.ts";

/** A request as either SDK hands it over. */
export interface Incoming {
  readonly signal: Signal;
  /** Its `_meta`. */
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  /** What the HTTP server knows of it; undefined over stdio. */
  readonly facts: RequestFacts | undefined;
  /** The revision that it is of, where the binding knows it. */
  readonly protocol: string | undefined;
  readonly clientCapabilities: JsonObject | undefined;
  readonly send: Send;
  readonly tell: Tell;
}

/**
 * The context of a request. What is only told on the way is left out while the client does not read.
 * @throws ProtocolError for a token that is too long
 */
export function methodContext(
  { session, isRead: isConnectionRead }: Serving,
  incoming: Incoming,
): MethodContext {
  const { signal, meta, facts, protocol, clientCapabilities } = incoming;
  requireShort("progressToken", meta?.progressToken);
  const task = meta?.[relatedTask];
  requireShort(`${relatedTask}.taskId`, isObject(task) ? task.taskId : undefined);
  const isRead = facts?.isRead ?? isConnectionRead ?? (() => true);
  const send: Send = (message) => {
    if (!signal.aborted && isRead()) incoming.send(message);
  };
  const tell: Tell = (severity, data) => {
    if (isRead()) incoming.tell(severity, data);
  };
  return {
    session,
    signal,
    progress: progressTo(send, meta?.progressToken),
    principal: facts?.principal ?? nobody,
    caller: facts?.caller,
    mcpSession: facts?.mcpSession,
    confirmTokens: facts?.confirmTokens,
    protocol,
    clientCapabilities,
    tell,
    // What is known later is written over: on Node 20 a copy with one more member costs more than all the rest of it.
    shown: undefined,
    nowhere: undefined,
    inputResponses: undefined,
    requestState: undefined,
    requestId: facts?.requestId,
    address: facts?.address,
    log: facts === undefined ? session.log : withFields(session.log, { requestId: facts.requestId }),
    traceparent: traceparentOf(meta?.traceparent) ?? facts?.traceparent,
  };
}

function requireShort(name: string, token: unknown): void {
  if (typeof token !== "string" || token.length <= limits.token) return;
  throw new ProtocolError(invalidParams, `_meta.${name} may have at most ${limits.token} characters.`);
}

/**
 * Runs a handler.
 * @throws ProtocolError alone, or the signal's reason: of an error that nobody foresaw the client learns only that
 * there was one
 */
export async function handle(
  handler: Handler,
  params: Readonly<Record<string, unknown>>,
  context: MethodContext,
  { inFlight }: Serving,
): Promise<object> {
  try {
    return await inFlight.track(handler(params, context));
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof ProtocolError) throw error;
    context.log?.("error", describe(error));
    throw new ProtocolError(internalError, "Internal error", undefined, { cause: error });
  }
}

/** Sends; that it did not arrive, as where the client has gone, concerns nobody but the log. */
export function quietly(sent: Promise<void> | undefined, { session }: Serving): void {
  sent?.catch((error: unknown) => {
    session.log("debug", describe(error));
  });
}
