import type { Agent, IncomingMessage, request as HttpRequest } from "node:http";
import type { Connection } from "./connection.ts";
import type { Answer, SendOptions } from "./context.ts";
import { KestraError } from "./errors.ts";
import { readStream } from "./event-stream.ts";
import type { RequestPlan } from "./request-plan.ts";
import { withRetries, type Attempted } from "./retry.ts";
import { timeLimit } from "./time-limit.ts";
import { unreachable } from "./unreachable.ts";
import { pathOf, wireRequest, type WireRequest } from "./wire.ts";

/** Sends requests over one connection, whose sockets are kept alive. */
export interface Http {
  /**
   * @throws KestraError where there is no answer: not reachable, too late, too large, redirected
   * @throws InputError for what cannot be sent
   * @throws the reason of `signal`, whose abort closes the socket
   */
  send(plan: RequestPlan, options: SendOptions & { readonly signal: AbortSignal }): Promise<Answer>;
  /** Closes all sockets. */
  close(): void;
}

/** More than this of one answer is not read. */
const mostBytes = 10 * 1024 * 1024;

/** Shorter than proxies keep an idle connection: a request on one that just closed would be lost. */
const idle = 20_000;

/** Opens nothing yet: `node:http` is loaded by the first request. */
export function createHttp(connection: Connection): Http {
  let client: Promise<Client> | undefined;
  const secure = connection.baseUrl.startsWith("https:");
  const open = async (): Promise<Client> => {
    const { request, Agent } = secure ? await import("node:https") : await import("node:http");
    return { request, agent: new Agent({ keepAlive: true, timeout: idle }) };
  };

  return {
    async send(plan, { retry, signal, onEvents }) {
      const name = `${plan.method} ${pathOf(plan, connection.tenant)}`;
      const wire = wireRequest(plan, connection);
      const opened = await (client ??= open());
      const limit = timeLimit(signal, connection.timeout, () => late(connection, name, retry));
      const until = Date.now() + connection.timeout;
      const attempt = () => exchange(opened, wire, limit.signal, onEvents);
      try {
        const answer = retry ? await withRetries(attempt, until, limit.signal) : await attempt();
        // A stream that was cut off has an answer all the same.
        signal.throwIfAborted();
        return checked(answer, connection, name);
      } catch (error) {
        limit.signal.throwIfAborted();
        if (error instanceof KestraError) throw error;
        throw unreachable(error, connection, name);
      } finally {
        limit.clear();
      }
    },
    close() {
      void client?.then(({ agent }) => {
        agent.destroy();
      });
    },
  };
}

interface RawAnswer extends Attempted {
  readonly location?: string | undefined;
  readonly tooLarge: boolean;
  readonly encoding?: string | undefined;
}

interface Client {
  readonly request: typeof HttpRequest;
  readonly agent: Agent;
}

function exchange(
  { request, agent }: Client,
  wire: WireRequest,
  signal: AbortSignal,
  onEvents: SendOptions["onEvents"],
): Promise<RawAnswer> {
  const { hostname, port } = new URL(wire.origin);
  const { method, target, headers, body } = wire;
  return new Promise((resolve, reject) => {
    const sent = request({
      host: hostname.replace(/^\[|\]$/g, ""),
      port,
      path: target,
      method,
      headers,
      agent,
    });
    // Not as an option: Node would then watch the stream for its end, which every call pays for.
    const stop = () => {
      sent.destroy(new Error("It is not waited for any longer.", { cause: signal.reason }));
    };
    signal.addEventListener("abort", stop, { once: true });
    sent.once("close", () => {
      signal.removeEventListener("abort", stop);
    });
    sent.on("error", reject);
    if (signal.aborted) stop();
    sent.on("response", (response) => {
      // From here on the response tells of an error; of a stream that is cut off what came is kept.
      sent.off("error", reject).on("error", () => undefined);
      read(response, signal, onEvents).then(resolve, reject);
    });
    // Kestra hangs where the body comes in a later segment than the head. As one string both are one write, in one TLS
    // record too; bytes would be two. Latin1 keeps every byte as it is.
    if (body === undefined) sent.end();
    else sent.end(body.toString("latin1"), "latin1");
  });
}

/** @param late its abort ends a stream, and what came before is the answer */
async function read(
  response: IncomingMessage,
  late: AbortSignal,
  onEvents: SendOptions["onEvents"],
): Promise<RawAnswer> {
  if (mediaTypeOf(response) === "text/event-stream") {
    const read = await readStream(response, late, onEvents);
    return {
      ...headOf(response),
      mediaType: "application/json",
      text: JSON.stringify(read),
      tooLarge: false,
    };
  }
  const bytes = await readBytes(response);
  return {
    ...headOf(response),
    mediaType: mediaTypeOf(response),
    text: bytes?.toString("utf8") ?? "",
    ...(bytes && { bytes }),
    tooLarge: bytes === undefined,
  };
}

/** A body; undefined where it is too large: then its socket is closed. */
function readBytes(response: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on("data", (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= mostBytes) return;
      resolve(undefined);
      response.destroy();
    });
    response.once("end", () => {
      resolve(Buffer.concat(chunks));
    });
    response.on("error", reject);
  });
}

function mediaTypeOf({ headers }: IncomingMessage): string {
  return (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

function headOf({ headers, statusCode = 0 }: IncomingMessage) {
  return {
    status: statusCode,
    location: headers.location,
    retryAfter: headers["retry-after"],
    encoding: headers["content-encoding"],
  };
}

function checked(answer: RawAnswer, connection: Connection, name: string): Answer {
  const { status, mediaType, text, bytes, location, encoding } = answer;
  if (answer.tooLarge) {
    throw new KestraError(
      `Kestra's answer to ${name} is larger than ${mostBytes / 1024 / 1024} MB, which is not read. Ask for less: a filter, fewer rows, a smaller page.`,
      status,
    );
  }
  if (status >= 300 && status < 400 && location !== undefined) {
    throw new KestraError(
      `${name} was redirected to ${origin(location, connection)} (${status}), which is not followed. Is ${connection.baseUrlFrom ?? "KESTRA_BASE_URL"} right?`,
      status,
    );
  }
  if (encoding !== undefined && encoding !== "identity") {
    throw new KestraError(
      `Kestra's answer to ${name} is compressed (${encoding}), which was not asked for.`,
      status,
    );
  }
  return { status, mediaType, text, ...(bytes === undefined ? {} : { bytes }) };
}

/** Of a redirect only the origin is told: the rest may hold a token. */
function origin(location: string, connection: Connection): string {
  return URL.canParse(location, connection.baseUrl)
    ? new URL(location, connection.baseUrl).origin
    : "elsewhere";
}

function late(connection: Connection, name: string, harmless: boolean): KestraError {
  const seconds = connection.timeout / 1000;
  const doubt = harmless ? "" : " It may have been done all the same: look before you try again.";
  return new KestraError(
    `Kestra at ${connection.baseUrl} did not answer ${name} within ${seconds} s (KESTRA_MCP_TIMEOUT).${doubt}`,
    0,
  );
}
