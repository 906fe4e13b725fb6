import { createMcpHandler, isLegacyRequest, Server } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Principal } from "../../auth/principal.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { limits } from "../../limits.ts";
import { describe } from "../../log.ts";
import { isInputRequired } from "../../confirm/input-required.ts";
import type { Handler, MethodContext } from "../handler.ts";
import { isWanted, logMessage, type Message, type Send, type Severity, type Tell } from "../messages.ts";
import type { ClientMessage } from "../wire/client-message.ts";
import {
  begunWith,
  handlerFor,
  type Begun,
  type BegunFacts,
  type Line,
  type LineReach,
} from "./early-answer.ts";
import { carriedBy, carrying, type RequestFacts } from "../request-facts.ts";
import { lists, type List, type Serving } from "../service.ts";
import { handle, methodContext, quietly } from "./method-context.ts";

const capabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
const logLevelKey = "io.modelcontextprotocol/logLevel";

/** The SDK would make ajv for forms, whose answers our handlers check themselves. */
const noValidator = {
  getValidator: () => () => ({
    valid: false as const,
    data: undefined,
    errorMessage: "forms are not asked for",
  }),
};

/** Serves revision 2026-07-28 to the requests of one caller over HTTP. */
export interface Endpoint2026 {
  /** Who asks, or listens, and what they may do now. */
  seen(principal: Principal): void;
  /** Whether a request is of this revision after all. */
  isMine(request: Request, body: unknown): Promise<boolean>;
  /** @param body as it was parsed; the request itself has none */
  fetch(request: Request, body: unknown, facts: RequestFacts): Promise<Response>;
  /** Aborts calls, and ends subscriptions as the protocol wants it. */
  close(): Promise<void>;
}

export function endpoint2026(serving: Serving): Endpoint2026 {
  const { service, session } = serving;
  const handler = createMcpHandler(() => server2026(serving), {
    legacy: "reject",
    maxSubscriptions: limits.subscriptions,
    onerror: (error) => {
      session.log("debug", describe(error));
    },
  });
  const { notify } = handler;
  const tellers: Readonly<Record<List, () => void>> = {
    tools: () => {
      notify.toolsChanged();
    },
    prompts: () => {
      notify.promptsChanged();
    },
    resources: () => {
      notify.resourcesChanged();
    },
  };
  const watch = service.watch(session, {
    changed(list) {
      tellers[list]();
    },
    // A message belongs to a request here.
    log: () => undefined,
  });
  return {
    seen(principal) {
      if (watch.seen(principal)) for (const list of lists) watch.listed(list, principal);
    },
    isMine: async (request, body) => !(await isLegacyRequest(request, body)),
    fetch(request, body, facts) {
      if (isListening(body)) watch.listen(facts);
      return handler.fetch(request, { parsedBody: body, ...carrying(facts) });
    },
    async close() {
      watch.stop();
      await handler.close();
    },
  };
}

/** A transport without a process's stdin and stdout: whoever routes messages gives and takes them. */
export interface Channel {
  onmessage?: ((message: never) => void) | undefined;
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  start(): Promise<void>;
  send(message: object): Promise<void>;
  close(): Promise<void>;
}

/** Whether a message wants to hear of changes. */
function isListening(message: unknown): boolean {
  return isObject(message) && message.method === "subscriptions/listen";
}

/** The channel, which says when a client wants to hear of changes. */
function heard(channel: Channel, listen: () => void): Channel {
  const own: Channel = {
    async start() {
      channel.onclose = () => own.onclose?.();
      channel.onerror = (error) => own.onerror?.(error);
      channel.onmessage = (message) => {
        if (isListening(message)) listen();
        own.onmessage?.(message);
      };
      await channel.start();
    },
    send: (message) => channel.send(message),
    close: () => channel.close(),
  };
  return own;
}

/** Serves revision 2026-07-28 on one channel. @returns closes it */
export function serveChannel2026(serving: Serving, channel: Channel): () => Promise<void> {
  const { service, session } = serving;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  let server: Server | undefined;
  const handle = serveStdio(() => (server = server2026(serving)), {
    legacy: "reject",
    transport: heard(channel, () => {
      watch.listen();
    }) as never,
    maxSubscriptions: limits.subscriptions,
    onerror: (error) => {
      session.log("debug", describe(error));
    },
  });
  const watch = service.watch(session, {
    changed(list) {
      quietly(server?.notification({ method: `notifications/${list}/list_changed` }), serving);
    },
    log: () => undefined,
  });
  for (const list of lists) watch.listed(list);
  return async () => {
    watch.stop();
    await handle.close();
  };
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
function server2026(serving: Serving): Server {
  const { info, capabilities, instructions, methods, cacheHints } = serving.service;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  const server = new Server(info, {
    capabilities,
    instructions,
    cacheHints,
    jsonSchemaValidator: noValidator,
  });
  for (const [method, handler] of Object.entries(methods)) {
    server.setRequestHandler(method as "tools/call", async ({ params }, { mcpReq, http }) => {
      const facts: BegunFacts<Line2026> | undefined = carriedBy(http?.authInfo, serving);
      const { signal, _meta: meta, inputResponses } = mcpReq;
      const line: Line2026 = { signal, notify: (message) => mcpReq.notify(message) };
      const envelope = mcpReq.envelope as JsonObject | undefined;
      const requestState = mcpReq.requestState<string | undefined>();
      const asked = { params, meta, envelope, inputResponses, requestState };
      const reach: LineReach<Line2026> = { signal, by: (act) => act(line) };
      const result = await (facts?.begun?.goOn(line) ?? answerTo(handler, asked, { serving, reach, facts }));
      const plain: object = { ...result };
      return plain as never;
    });
  }
  return server;
}

/** How the SDK reaches the client of one request. */
interface Line2026 extends Line {
  readonly notify: (message: Message) => Promise<void>;
}

/** A request, as the SDK hands it over or as a plain one is. */
interface Asked extends Pick<MethodContext, "inputResponses" | "requestState"> {
  readonly params: Readonly<Record<string, unknown>>;
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  /** What it says of its client. */
  readonly envelope: JsonObject | undefined;
}

async function answerTo(
  handler: Handler,
  { params, meta, envelope, inputResponses, requestState }: Asked,
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
  const least = envelope?.[logLevelKey] as Severity | undefined;
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
      protocol: "2026-07-28",
      clientCapabilities: envelope?.[capabilitiesKey] as JsonObject | undefined,
      send,
      tell,
    });
    return await handle(handler, params, { ...context, inputResponses, requestState }, serving);
  } finally {
    call?.end();
  }
}

/** Begins to answer a plain request that the SDK has not seen. */
export function begin2026(serving: Serving, request: ClientMessage, facts: RequestFacts): Begun<Line2026> {
  const handler = handlerFor(request, serving.service.methods);
  const { params = {} } = request;
  const meta = params._meta as JsonObject | undefined;
  const asked = { params, meta, envelope: meta, inputResponses: undefined, requestState: undefined };
  return begunWith(
    facts,
    (reach) => answerTo(handler, asked, { serving, reach, facts }),
    (result) => !isInputRequired(result),
  );
}
