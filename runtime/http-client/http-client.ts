import type { IncomingMessage } from "node:http";
import type { Answer, SendOptions } from "./answer.ts";
import { farthestByte, mostBytes, readBody, type AnswerBody } from "./answer-body.ts";
import type { Connection } from "../network/connection.ts";
import { deadlineAt } from "./deadline.ts";
import { ConfigurationError, KestraError, TooLargeError } from "../errors.ts";
import { readStream, type StreamReading } from "./event-stream.ts";
import { limits } from "../limits.ts";
import type { RequestPlan } from "./request-plan.ts";
import { withRetries, type Attempted } from "./retry.ts";
import { own, type Said, say } from "../text/said.ts";
import { addressSaid } from "../network/said-place.ts";
import { sentences } from "../text/sentences.ts";
import { openSockets, type Sockets } from "../network/sockets.ts";
import { changedProtocol, throughOf, unreachable, wantsLogin } from "./unreachable.ts";
import { nameOf, wireRequest } from "./wire.ts";
import type { WireRequest } from "../network/wire-request.ts";

/** Sends requests over one connection, whose sockets are kept alive. */
export interface Http {
  /**
   * @throws KestraError where there is no answer: not reachable, too late, too large, redirected
   * @throws InputError for what cannot be sent
   * @throws the reason of `signal`, whose abort closes the socket
   */
  send(plan: RequestPlan, options: HttpOptions): Promise<Answer>;
  /** Closes all sockets. */
  close(): void;
}

/** What sending takes besides what the caller of an operation says. */
export interface HttpOptions extends SendOptions {
  readonly signal: AbortSignal;
  /**
   * Until when an event stream may go on once it has begun, in milliseconds since 1970. Absent: as long as any other
   * answer may take.
   */
  readonly streamUntil?: number;
  /** Likewise: until when a slow request, and one whose large answer is read in parts, may take. */
  readonly slowUntil?: number;
}

/** Opens nothing yet: `node:http` is loaded by the first request. */
export function createHttp(connection: Connection): Http {
  let sockets: Promise<Sockets> | undefined;
  const open = async (): Promise<Sockets> => {
    try {
      return await openSockets(connection);
    } catch (error) {
      throw error instanceof ConfigurationError ? new KestraError(own(error.message), 0) : error;
    }
  };

  return {
    async send(plan, { retry, signal, streamUntil, slow, slowUntil, wish, streams, ...options }) {
      signal.throwIfAborted();
      const name = nameOf(plan, connection.tenant);
      const wire = wireRequest(plan, connection);
      const opened = await (sockets ??= open());
      const begun = Date.now();
      const usual = begun + connection.timeout;
      const longest = Math.max(usual, slowUntil ?? usual);
      const time = { until: slow === true ? longest : usual, isLarge: false };
      const deadline = deadlineAt(time.until);
      const either = deadlineAt(undefined, [signal, deadline.signal]);
      const listen = () => {
        if (options.idle !== undefined) either.move(Date.now() + options.idle);
      };
      const stream: Streaming = {
        ...options,
        late: deadline.signal,
        begin() {
          if (streamUntil !== undefined) deadline.move(streamUntil);
          listen();
        },
        enough(event) {
          listen();
          return options.enough?.(event) ?? false;
        },
      };
      const large = () => {
        time.isLarge = true;
        time.until = longest;
        deadline.move(longest);
      };
      const attempt = () => exchange(opened, wire, either.signal, { stream, streams, wish, large });
      try {
        const answer = retry ? await withRetries(attempt, time.until, either.signal) : await attempt();
        signal.throwIfAborted(); // of a stream what came before is an answer
        if (answer.status === 407) throw wantsLogin(opened.proxy, name);
        const seen = checked(answer, connection, plan, name);
        const isOpen = connection.baseUrl.startsWith("http:"); // by TLS nobody between can answer
        return opened.proxy !== undefined && isOpen ? { ...seen, through: opened.proxy } : seen;
      } catch (error) {
        signal.throwIfAborted();
        if (deadline.signal.aborted) {
          const seconds = Number(((time.until - begun) / 1000).toPrecision(3));
          if (time.isLarge) throw tooFar(name, say`within ${seconds} s`);
          throw late(connection, throughOf(opened.proxy), name, retry, seconds);
        }
        if (error instanceof KestraError) throw error;
        throw unreachable(error, connection, name, opened.proxy);
      } finally {
        deadline.clear();
        either.clear();
      }
    },
    close() {
      sockets?.then(
        ({ close }) => {
          close();
        },
        () => undefined,
      );
    },
  };
}

interface RawAnswer extends Attempted {
  readonly location?: string | undefined;
  readonly unread?: AnswerBody["unread"] | "stream" | "no stream";
  readonly encoding?: string | undefined;
}

/** How an answer is read. */
interface Reading {
  readonly stream: Streaming;
  readonly streams: SendOptions["streams"];
  readonly wish: SendOptions["wish"];
  /** Called once a body is so large that only a part of it will be kept. */
  readonly large: () => void;
}

interface Streaming extends StreamReading {
  /** Called when the head of an answer tells that it is a stream. */
  readonly begin: () => void;
}

function exchange(
  sockets: Sockets,
  wire: WireRequest,
  signal: AbortSignal,
  reading: Reading,
): Promise<RawAnswer> {
  const { body } = wire;
  return new Promise((resolve, reject) => {
    const sent = sockets.request(wire);
    let answered = false;
    // Not as an option: Node would then watch the stream for its end, which every call pays for.
    const stop = () => {
      const error = new Error("It is not waited for any longer.", { cause: signal.reason });
      // What waits for a socket would tell of its end when it gets one, and of a stream what came before is an answer.
      if (answered) setTimeout(reject, limits.lastWords, error).unref();
      else reject(error);
      sent.destroy(error);
      sockets.abandon?.(sent);
    };
    signal.addEventListener("abort", stop, { once: true });
    sent.once("close", () => {
      signal.removeEventListener("abort", stop);
      if (!answered) reject(coded("ECONNRESET"));
    });
    sent.on("error", reject);
    if (signal.aborted) stop();
    // Without a listener Node closes the connection and says nothing.
    sent.on("upgrade", (_, socket) => {
      socket.destroy();
      reject(coded(changedProtocol));
    });
    sent.on("response", (response) => {
      answered = true;
      if (response.statusCode === 101) reject(coded(changedProtocol));
      // From here on the response tells of an error; of a stream that is cut off what came is kept.
      sent.off("error", reject).on("error", () => undefined);
      read(response, reading).then(resolve, reject);
    });
    // Kestra hangs where the body comes in a later segment than the head. As one string both are one write, in one TLS
    // record too; bytes would be two. Latin1 keeps every byte as it is.
    if (body === undefined) sent.end();
    else sent.end(body.toString("latin1"), "latin1");
  });
}

function coded(code: string): Error {
  return Object.assign(new Error("There was no answer."), { code });
}

async function read(
  response: IncomingMessage,
  { stream, streams, wish, large }: Reading,
): Promise<RawAnswer> {
  const head = headOf(response);
  const mediaType = mediaTypeOf(response);
  const isStream = mediaType === "text/event-stream";
  if (streams !== undefined && streams !== isStream && head.status >= 200 && head.status < 300) {
    response.destroy();
    return { ...head, mediaType, text: "", unread: isStream ? "stream" : "no stream" };
  }
  if (isStream && head.status === 200) {
    stream.begin();
    const read = await readStream(response, stream);
    return { ...head, mediaType: "application/json", text: JSON.stringify(read) };
  }
  const isGood = head.status >= 200 && head.status < 300;
  const length = Number(response.headers["content-length"]);
  const body = await readBody(
    response,
    isGood ? { wish, onLarge: large, ...(length > 0 ? { length } : {}) } : {},
  );
  return { ...head, mediaType, ...body };
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

function checked(answer: RawAnswer, connection: Connection, plan: RequestPlan, name: Said): Answer {
  const { status, mediaType, text, bytes, excerpt, location, encoding, unread } = answer;
  if (unread === "large") {
    const hint =
      plan.query === undefined ? undefined : say`Ask for less: a filter, fewer rows, a smaller page.`;
    const size = mostBytes / 1024 / 1024;
    throw new TooLargeError(
      say`Kestra's answer to ${name} is larger than ${size} MB, which is not read.`,
      status,
      hint,
    );
  }
  if (unread === "far") throw tooFar(name, say`within its first ${farthestByte / 1024 / 1024} MB`, status);
  if (status >= 300 && status < 400 && location !== undefined) {
    throw new KestraError(
      say`${name} was redirected to ${addressSaid(origin(location, connection))} (${status}), which is not followed. Is ${own(connection.baseUrlFrom ?? "KESTRA_BASE_URL")} right?`,
      status,
    );
  }
  if (unread === "stream")
    throw new KestraError(
      say`Kestra's answer to ${name} is an event stream, which was not asked for.`,
      status,
    );
  if (unread === "no stream") {
    const what = mediaType === "" ? say`no media type` : mediaType;
    throw new KestraError(say`Kestra's answer to ${name} is not an event stream (${what}).`, status);
  }
  if (encoding !== undefined && encoding !== "identity") {
    throw new KestraError(
      say`Kestra's answer to ${name} is compressed (${encoding}), which was not asked for.`,
      status,
    );
  }
  return {
    status,
    mediaType,
    text,
    ...(bytes === undefined ? {} : { bytes }),
    ...(excerpt === undefined ? {} : { excerpt }),
  };
}

/** Of a redirect only the origin is told: the rest may hold a token. */
function origin(location: string, connection: Connection): string {
  return URL.canParse(location, connection.baseUrl)
    ? new URL(location, connection.baseUrl).origin
    : "elsewhere";
}

/** The part that is wanted did not come. @param bound in what it did not */
function tooFar(name: Said, bound: Said, status = 0): KestraError {
  return new KestraError(
    say`Kestra's answer to ${name} is large, and the part that was asked for did not come ${bound}. What lies before it can be read: ask for an earlier part.`,
    status,
  );
}

function late(
  connection: Connection,
  way: Said,
  name: Said,
  harmless: boolean,
  seconds: number,
): KestraError {
  const doubt = say`It may have been done all the same: look before you try again.`;
  return new KestraError(
    sentences(
      say`Kestra at ${addressSaid(connection.baseUrl)}${way} did not answer ${name} within ${seconds} s (KESTRA_MCP_TIMEOUT).`,
      harmless ? undefined : doubt,
    ),
    0,
  );
}
