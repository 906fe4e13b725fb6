import { createMcpHandler, isLegacyRequest, Server } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Principal } from "../../auth/principal.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { limits } from "../../limits.ts";
import { describe } from "../../log.ts";
import type { MessageId } from "../wire/client-message.ts";
import { answer2026, type Line2026 } from "./answering-2026.ts";
import type { BegunFacts, EarlyAnswer, LineReach } from "./early-answer.ts";
import { carriedBy, carrying, type RequestFacts } from "../request-facts.ts";
import { lists, type List, type Serving } from "../service.ts";
import { quietly } from "./method-context.ts";

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

/** Gives a request that was begun before the SDK had it, by its id, once. */
export type Taken = (id: MessageId) => EarlyAnswer<Line2026> | undefined;

/** Serves revision 2026-07-28 on one channel. @returns closes it */
export function serveChannel2026(serving: Serving, channel: Channel, taken: Taken): () => Promise<void> {
  const { service, session } = serving;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  let server: Server | undefined;
  const handle = serveStdio(() => (server = server2026(serving, taken)), {
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
function server2026(serving: Serving, taken: Taken = () => undefined): Server {
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
      const begun = facts?.begun ?? taken(mcpReq.id);
      const { signal, _meta: meta, inputResponses } = mcpReq;
      const line: Line2026 = { signal, notify: (message) => mcpReq.notify(message) };
      const envelope = mcpReq.envelope as JsonObject | undefined;
      const requestState = mcpReq.requestState<string | undefined>();
      const asked = { params, meta, envelope, inputResponses, requestState };
      const reach: LineReach<Line2026> = { signal, by: (act) => act(line) };
      const result = await (begun?.goOn(line) ?? answer2026(handler, asked, { serving, reach, facts }));
      const plain: object = { ...result };
      return plain as never;
    });
  }
  return server;
}
