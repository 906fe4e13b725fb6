import type { Signal } from "../abort.ts";
import type { IncomingMessage } from "node:http";
import type { Answer, SendOptions } from "./answer.ts";
import { readBody } from "./answer-body.ts";
import { checked, tooFar, type RawAnswer } from "./checked-answer.ts";
import { serviceSaid, type Connection } from "../network/connection.ts";
import { createDeadline } from "../deadline.ts";
import { ConfigurationError, KestraError } from "../errors.ts";
import { readStream, type StreamReading } from "./event-stream.ts";
import type { ExcerptWish } from "./excerpt.ts";
import { limits } from "../limits.ts";
import { saidMediaType } from "./media-type.ts";
import type { RequestPlan } from "./request-plan.ts";
import { withRetries } from "./retry.ts";
import { own, say } from "../text/said.ts";
import { openSockets, type Sockets } from "../network/sockets.ts";
import { BrokenOff, changedProtocol, late, unreachable, wantsLogin } from "./unreachable.ts";
import { nameOf, wireRequest } from "./wire.ts";
import type { WireRequest } from "../network/wire-request.ts";
import { isGood } from "./status.ts";

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
  readonly signal: Signal;
  /**
   * Until when an event stream may go on once it has begun, in milliseconds since 1970. Absent: as long as any other
   * answer may take.
   */
  readonly streamUntil?: number;
  /** Likewise: until when a slow request, and one whose large answer is read in parts, may take. */
  readonly slowUntil?: number;
}

/**
 * Opens nothing yet: `node:http` is loaded by the first request.
 * @param lease gives the sockets; absent: they are of this connection alone
 */
export function createHttp(
  connection: Connection,
  lease: () => Promise<Sockets> = () => openSockets(connection),
): Http {
  let sockets: Promise<Sockets> | undefined;
  const open = async (): Promise<Sockets> => {
    try {
      return await lease();
    } catch (error) {
      throw error instanceof ConfigurationError ? new KestraError(own(error.message), 0) : error;
    }
  };

  return {
    async send(plan, { retry, signal, streamUntil, slow, slowUntil, wish, streams, ...options }) {
      signal.throwIfAborted();
      const name = () => nameOf(plan, connection.tenant);
      const wire = wireRequest(plan, connection);
      const opened = await (sockets ??= open());
      const changes = !retry && plan.method !== "GET";
      const begun = Date.now();
      const usual = begun + connection.timeout;
      const longest = Math.max(usual, slowUntil ?? usual);
      const time = { until: slow === true ? longest : usual, isLarge: false };
      const deadline = createDeadline({ at: time.until, others: [signal] });
      const { idle } = options;
      const either = idle === undefined ? deadline : createDeadline({ others: [deadline.signal] });
      const listen = () => {
        if (idle !== undefined) either.move(Date.now() + idle);
      };
      const stream = (): StreamReading => {
        if (streamUntil !== undefined) deadline.move(streamUntil);
        listen();
        const enough: StreamReading["enough"] = (event) => {
          listen();
          return options.enough?.(event) ?? false;
        };
        return { ...options, late: deadline.signal, enough };
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
        if (answer.status === 407) throw wantsLogin(connection, opened.proxy, name());
        const seen = checked(answer, { connection, plan, name, changes });
        const isOpen = connection.baseUrl.startsWith("http:"); // by TLS nobody between can answer
        return opened.proxy !== undefined && isOpen ? { ...seen, through: opened.proxy } : seen;
      } catch (error) {
        signal.throwIfAborted();
        if (deadline.signal.aborted) {
          const seconds = Number(((time.until - begun) / 1000).toPrecision(3));
          if (time.isLarge) throw tooFar(serviceSaid(connection), name(), say`within ${seconds} s`);
          throw late(connection, { request: name(), proxy: opened.proxy, changes, seconds });
        }
        if (error instanceof KestraError) throw error;
        throw unreachable(error, connection, { request: name(), proxy: opened.proxy, changes });
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

/** How an answer is read. */
interface Reading {
  /** Begins to read a stream, once the head of an answer tells that it is one. */
  readonly stream: () => StreamReading;
  readonly streams: SendOptions["streams"];
  readonly wish: SendOptions["wish"];
  /** Called once a body is so large that only a part of it will be kept. */
  readonly large: () => void;
}

function exchange(sockets: Sockets, wire: WireRequest, signal: Signal, reading: Reading): Promise<RawAnswer> {
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
      read(response, reading, signal).then(resolve, reject);
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

/** Of an answer that is an error: what is told of it, however large it is. */
const beginning: ExcerptWish = { offset: 0, characters: limits.refusalRead, of: "text" };

async function read(
  response: IncomingMessage,
  { stream, streams, wish, large }: Reading,
  signal: Signal,
): Promise<RawAnswer> {
  const head = headOf(response);
  const mediaType = saidMediaType(response.headers["content-type"]);
  const isStream = mediaType === "text/event-stream";
  if (streams !== undefined && streams !== isStream && isGood(head.status)) {
    response.destroy();
    return { ...head, mediaType, text: "", unread: isStream ? "stream" : "no stream" };
  }
  if (isStream && head.status === 200) {
    const read = await readStream(response, stream());
    return { ...head, mediaType: "application/json", text: JSON.stringify(read) };
  }
  const good = isGood(head.status);
  const length = Number(response.headers["content-length"]);
  const how = good ? { wish, onLarge: large, ...(length > 0 ? { length } : {}) } : { wish: beginning };
  const body = await readBody(response, how).catch((error: unknown) => {
    throw new BrokenOff(head.status, error);
  });
  // Where nothing but the closed connection ends a body, the part that came looks like the whole.
  signal.throwIfAborted();
  if (good) return { mediaType, ...head, ...body };
  return { ...head, mediaType, text: body.text, bytes: body.bytes };
}

function headOf({ headers, statusCode = 0 }: IncomingMessage) {
  return {
    status: statusCode,
    location: headers.location,
    retryAfter: headers["retry-after"],
    encoding: headers["content-encoding"],
  };
}
