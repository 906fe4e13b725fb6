import type { Signal } from "../../abort.ts";
import { isObject, type JsonObject } from "../../json.ts";
import type { ClientMessage, MessageId } from "../wire/client-message.ts";
import { isWanted, type Severity } from "../messages.ts";
import { listMethods, type Serving } from "../service.ts";
import { beginEarly, handlerFor, type EarlyAnswer, type Line } from "./early-answer.ts";
import { handle, methodContext } from "./method-context.ts";

/**
 * What a client asks first: who we are, and what there is. It is answered as the SDK would, without it, which takes longer to
 * load than all else of a start.
 */
export interface Opening {
  /** Whether a message is answered here, or is none that is answered: the SDK of its revision need not be loaded for it. */
  take(message: ClientMessage): boolean;
  /** Settles once what was taken is answered, or given to the SDK. */
  idle(): Promise<void>;
}

/** Where answers go, and what is not answered here after all. */
export interface OpeningWays {
  /** @param more members of the result that come after its own */
  answer(id: MessageId, result: object, more?: object): void;
  /** The SDK is to answer: it needs more than is here, or failed. */
  handOver(request: ClientMessage): void;
}

/** A request, as a handler takes it. */
export interface ListRequest {
  readonly request: ClientMessage & { readonly id: MessageId };
  readonly protocol: string | undefined;
  readonly clientCapabilities: JsonObject | undefined;
  /** Of log messages, what the client wants to hear at least; absent: none. */
  readonly least?: Severity;
  /** What the client gets besides what the handler gives. */
  readonly more?: object;
  /** The list is what the client knows from now on. */
  readonly listed?: () => void;
}

/** Requests for lists that are being answered, each by its handler. */
export interface ListRequests {
  begin(asked: ListRequest): void;
  /** It is not answered any more. @returns whether it was one of these */
  cancel(id: unknown): boolean;
  idle(): Promise<void>;
}

export function createListRequests(serving: Serving, ways: OpeningWays): ListRequests {
  // Clients use some ids twice.
  const open = new Set<{
    readonly id: unknown;
    readonly early: EarlyAnswer<Line>;
    readonly over: Promise<void>;
  }>();
  return {
    begin(asked) {
      const { request, more, listed } = asked;
      const { id } = request;
      const early = beginEarly<Line>(({ signal, by }) => run(serving, asked, signal, by));
      const over = early.result.then((result) => {
        open.delete(one);
        if (result !== undefined) {
          listed?.();
          ways.answer(id, result, more);
        } else if (!early.isCancelled()) {
          early.cancel(new Error("It is answered anew."));
          ways.handOver(request);
        }
      });
      const one = { id, early, over };
      open.add(one);
    },
    cancel(id) {
      const one = [...open].findLast((its) => its.id === id);
      one?.early.cancel(new Error("The client cancelled it."));
      return one !== undefined;
    },
    async idle() {
      await Promise.all([...open].map(({ over }) => over));
    },
  };
}

/** Whether a request asks for a list, whole and of now, and for nothing else. */
export function isPlainList({ method = "", params = {} }: ClientMessage): boolean {
  return Object.hasOwn(listMethods, method) && Object.keys(params).every((name) => name === "_meta");
}

function run(
  serving: Serving,
  { request, protocol, clientCapabilities, least }: ListRequest,
  signal: Signal,
  by: (act: () => Promise<void>) => Promise<void>,
): Promise<object> {
  const handler = handlerFor(request, serving.service.methods);
  const { params = {} } = request;
  // Whoever has something to say on the way says it through the SDK.
  const handOver = () => void by(() => Promise.resolve()).catch(() => undefined);
  const context = methodContext(serving, {
    signal,
    meta: isObject(params._meta) ? params._meta : undefined,
    facts: undefined,
    protocol,
    clientCapabilities,
    send: handOver,
    tell(severity) {
      if (least !== undefined && isWanted(severity, least)) handOver();
    },
  });
  return handle(handler, params, context, serving);
}
