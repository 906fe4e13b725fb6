import { isInputRequired } from "../../confirm/input-required.ts";
import type { JsonObject } from "../../json.ts";
import type { Handler, MethodContext } from "../handler.ts";
import { isWanted, logMessage, type Message, type Send, type Severity, type Tell } from "../messages.ts";
import type { RequestFacts } from "../request-facts.ts";
import { metaKeys, revision2026 } from "../revision.ts";
import type { Service, Serving } from "../service.ts";
import type { ClientMessage } from "../wire/client-message.ts";
import { beginEarly, handlerFor, type EarlyAnswer, type Line, type LineReach } from "./early-answer.ts";
import { handle, methodContext, quietly } from "./method-context.ts";

/** What the SDK adds to each result. @param hint how long it may be kept, where it says so */
export function stampOf(info: Service["info"], hint: object = {}) {
  return { resultType: "complete", ...hint, _meta: { [metaKeys.server]: info } };
}

/** How the SDK reaches the client of one request. */
export interface Line2026 extends Line {
  readonly notify: (message: Message) => Promise<void>;
}

/** A request, as the SDK hands it over or as a plain one is. */
export interface Asked2026 extends Pick<MethodContext, "inputResponses" | "requestState"> {
  readonly params: Readonly<Record<string, unknown>>;
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  /** What it says of its client. */
  readonly envelope: JsonObject | undefined;
}

/** Answers a request by its handler. */
export async function answer2026(
  handler: Handler,
  { params, meta, envelope, inputResponses, requestState }: Asked2026,
  {
    serving,
    reach: { signal, by },
    facts,
  }: {
    readonly serving: Serving;
    readonly reach: LineReach<Line2026>;
    readonly facts: RequestFacts | undefined;
  },
): Promise<object> {
  // Without a level the client wants no log messages.
  const least = envelope?.[metaKeys.logLevel] as Severity | undefined;
  const send: Send = (message) => {
    quietly(
      by(({ notify }) => notify(message)),
      serving,
    );
  };
  const tell: Tell = (severity, data) => {
    if (least !== undefined && isWanted(severity, least)) send(logMessage(severity, data()));
  };
  const call = facts?.begin();
  try {
    const context = methodContext(serving, {
      signal,
      meta,
      facts,
      protocol: revision2026,
      clientCapabilities: envelope?.[metaKeys.capabilities] as JsonObject | undefined,
      send,
      tell,
    });
    return await handle(handler, params, { ...context, inputResponses, requestState }, serving);
  } finally {
    call?.end();
  }
}

/** Begins to answer a plain request that the SDK has not seen. @param facts absent over stdio */
export function begin2026(
  serving: Serving,
  request: ClientMessage,
  facts?: RequestFacts,
): EarlyAnswer<Line2026> {
  const handler = handlerFor(request, serving.service.methods);
  const { params = {} } = request;
  const meta = params._meta as JsonObject | undefined;
  const asked = { params, meta, envelope: meta, inputResponses: undefined, requestState: undefined };
  return beginEarly(
    (reach) => answer2026(handler, asked, { serving, reach, facts }),
    (result) => !isInputRequired(result),
  );
}
