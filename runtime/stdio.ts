import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import {
  ListToolsRequestSchema,
  type ServerNotification,
  type ServerRequest,
} from "@modelcontextprotocol/sdk/types.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { jsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/types.js";
import { instructions } from "./instructions.ts";
import { describe } from "./log.ts";
import { listOf, methods, ProtocolError, type Handler, type MethodContext } from "./methods.ts";
import type { Session } from "./session.ts";

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** The SDK would make ajv for forms that we never send. */
const noValidator: jsonSchemaValidator = {
  getValidator: () => () => ({ valid: false, data: undefined, errorMessage: "forms are not asked for" }),
};

const methodNotFound = -32601;

/** How long requests under way may still be answered after the client closed our input, in milliseconds. */
const grace = 2000;

/**
 * Serves a session over stdio until the client closes our input or `stop` aborts. Only the protocol is written to stdout.
 */
export async function serveStdio(session: Session, version: string, stop: AbortSignal): Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  const server = createServer(session, version, underWay);
  const ended = new Promise<void>((resolve) => {
    for (const event of ["end", "close"]) process.stdin.once(event, resolve);
  });
  const stopped = new Promise<void>((resolve) => {
    stop.addEventListener("abort", () => {
      resolve();
    });
  });
  await server.connect(new StdioServerTransport());
  session.detector.start();
  await Promise.race([ended.then(() => settled(underWay)), stopped]);
  session.close();
  await server.close();
}

async function settled(underWay: ReadonlySet<Promise<unknown>>): Promise<void> {
  const timeout = new Promise((resolve) => setTimeout(resolve, grace).unref());
  // The answer of a request that just settled is written in a later microtask.
  await Promise.race([Promise.allSettled(underWay).then(() => new Promise(setImmediate)), timeout]);
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
function createServer(session: Session, version: string, underWay: Set<Promise<unknown>>): Server {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  const server = new Server(
    { name: "kestra-mcp", title: "Kestra", version },
    {
      capabilities: { tools: { listChanged: true }, logging: {} },
      instructions,
      jsonSchemaValidator: noValidator,
    },
  );
  let listed: string | undefined;
  server.setRequestHandler(ListToolsRequestSchema, async ({ params }, extra) => {
    const result = await answer("tools/list", params, extra, session, underWay);
    listed = JSON.stringify(result);
    return result;
  });
  // The SDK's own schema would refuse ill-typed arguments in a page of JSON.
  server.fallbackRequestHandler = async ({ method, params }, extra) => {
    if (method !== "tools/call") throw new ProtocolError(methodNotFound, "Method not found");
    return answer(method, params, extra, session, underWay);
  };
  server.onerror = (error) => {
    session.log("warning", describe(error));
  };
  let told: string | undefined;
  let initialized = false;
  const tellChange = () => {
    if (!initialized) return;
    const failure = session.detector.failure?.message;
    if (failure !== undefined && failure !== told) {
      tell(
        server.sendLoggingMessage({ level: "warning", logger: "kestra-mcp", data: session.mask(failure) }),
        session,
      );
    }
    told = failure;
    const now = JSON.stringify(listOf(session));
    if (listed === undefined || listed === now) return;
    listed = now;
    tell(server.sendToolListChanged(), session);
  };
  session.onChange(tellChange);
  server.oninitialized = () => {
    initialized = true;
    tellChange();
  };
  return server;
}

/** Sends a notification; that it did not arrive concerns nobody but the log. */
function tell(sent: Promise<void>, { log }: Session): void {
  sent.catch((error: unknown) => {
    log("warning", describe(error));
  });
}

async function answer(
  method: keyof typeof methods,
  params: Readonly<Record<string, unknown>> = {},
  extra: Extra,
  session: Session,
  underWay: Set<Promise<unknown>>,
): Promise<Record<string, unknown>> {
  const handler: Handler = methods[method];
  const context: MethodContext = { session, signal: extra.signal, progress: progressOf(extra) };
  const result = handler(params, context);
  underWay.add(result);
  try {
    return { ...(await result) };
  } finally {
    underWay.delete(result);
  }
}

/** Progress that only grows, as the protocol wants it, and nothing where the client gave no token. */
function progressOf(extra: Extra): MethodContext["progress"] {
  const progressToken = extra._meta?.progressToken;
  let last = -Infinity;
  return (progress, total, message) => {
    if (progressToken === undefined || progress <= last || extra.signal.aborted) return;
    last = progress;
    const params = {
      progressToken,
      progress,
      ...(total === undefined ? {} : { total }),
      ...(message === undefined ? {} : { message }),
    };
    extra.sendNotification({ method: "notifications/progress", params }).catch(() => undefined);
  };
}
