import type { IncomingMessage, ServerResponse } from "node:http";
import type { Edition, Line } from "./line/line.ts";
import { empty, refused } from "./http/answers.ts";
import { mayPass } from "./http/authentication.ts";
import { realClock, type Clock } from "./values/clock.ts";
import { dispatcher, type Dispatch, type Incoming } from "./http/dispatch.ts";
import { faultList, undergo, type Fault, type Faults } from "./http/fault.ts";
import { listen } from "./http/listen.ts";
import type { Credentials } from "./kestra/access.ts";
import { createKestra, type Kestra } from "./kestra/kestra.ts";
import type { Lag } from "./line/lag.ts";
import { partsOf } from "./http/multipart.ts";
import { respond } from "./http/respond.ts";
import type { Method, Part } from "./http/route.ts";
import { samples } from "./seed/samples.ts";
import { plant, type Seed } from "./seed/seed.ts";
import { routes } from "./routes/routes.ts";

export interface SandboxOptions extends Credentials {
  /** `1.0`, `1.3` or `2.0`. */
  readonly line: string;
  /** The open-source edition where absent. */
  readonly edition?: Edition;
  /** Any free one where absent. */
  readonly port?: number;
  /** Where it says that people reach it, without a path, as `kestra.url` does; absent: where it listens. */
  readonly publicUrl?: string;
  readonly tenant?: string;
  readonly clock?: Clock;
  readonly faults?: readonly Fault[];
  /** What it holds from the beginning. */
  readonly seed?: Seed;
  /** True: it holds what a person wants to look at who tries it. */
  readonly samples?: boolean;
  /** What is not given is as short as the line has it at its best. */
  readonly lag?: Partial<Lag>;
  /** Makes ids repeatable: a number from 0 to below `limit`. */
  readonly random?: (limit: number) => number;
}

export interface LoggedRequest {
  readonly method: Method;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly kestra: Kestra;
  readonly faults: Faults;
  /** Every request so far. */
  readonly requests: readonly LoggedRequest[];
  close(): Promise<void>;
}

const lines: readonly Line[] = ["1.0", "1.3", "2.0"];

function lineOf(text: string): Line {
  const line = lines.find((it) => it === text);
  if (line === undefined) throw new Error(`The sandbox speaks ${lines.join(", ")}, not ${text}.`);
  return line;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function headersOf({ headers }: IncomingMessage): Incoming["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function sentHeadersOf({ rawHeaders }: IncomingMessage): Incoming["sentHeaders"] {
  const sent: Record<string, string[]> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    (sent[rawHeaders[index] ?? ""] ??= []).push(rawHeaders[index + 1] ?? "");
  }
  return sent;
}

async function incoming(message: IncomingMessage, signal: AbortSignal): Promise<Incoming> {
  const href = message.url ?? "/";
  const mark = href.indexOf("?");
  const headers = headersOf(message);
  const body = await bodyOf(message);
  let parts: readonly Part[] | undefined;
  return {
    method: (message.method ?? "GET") as Method,
    path: mark < 0 ? href : href.slice(0, mark),
    href,
    query: new URLSearchParams(mark < 0 ? "" : href.slice(mark + 1)),
    headers,
    sentHeaders: sentHeadersOf(message),
    body,
    parts: () => (parts ??= partsOf(headers["content-type"], body)),
    signal,
  };
}

interface Serving {
  readonly kestra: Kestra;
  readonly dispatch: Dispatch;
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
}

async function serve(
  { kestra, dispatch, faults, requests }: Serving,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => {
    gone.abort();
  });
  const request = await incoming(message, gone.signal);
  const { method, path, href } = request;
  requests.push({ method, path, query: href.slice(path.length + 1) });
  const fault = faults.befalling(request);
  if (!(await undergo(fault, kestra.clock, message.socket))) return;
  const delivery = { withoutBody: method === "HEAD", truncate: fault.connection === "truncate" };
  if (fault.answer !== undefined) {
    await respond(response, fault.answer, delivery);
  } else if (fault.status !== undefined) {
    const refusal = refused(request, fault.status, "Service Unavailable");
    await respond(response, { ...refusal, headers: fault.headers ?? {} }, delivery);
  } else if (!mayPass(kestra.access.credentials, path, request.headers["authorization"], kestra)) {
    await respond(response, { ...empty(401), headers: { "www-authenticate": "Basic" } }, delivery);
  } else {
    kestra.settle();
    await respond(response, await dispatch(request, kestra), delivery);
  }
}

/** Starts a Kestra of its own on loopback. Throws for a line that it does not speak. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { edition = "oss", tenant = "main", clock = realClock, port = 0, random, lag = {} } = options;
  const address = { url: options.publicUrl ?? "" };
  const kestra = createKestra({
    line: lineOf(options.line),
    edition,
    tenant,
    clock,
    address,
    credentials: options,
    lag,
    ...(random === undefined ? {} : { random }),
  });
  if (options.samples === true) plant(kestra, samples);
  if (options.seed !== undefined) plant(kestra, options.seed);
  const serving: Serving = {
    kestra,
    dispatch: dispatcher(routes, kestra),
    faults: faultList(options.faults),
    requests: [],
  };
  const listening = await listen((message, response) => serve(serving, message, response), port);
  address.url ||= listening.url;
  return {
    url: listening.url,
    kestra,
    faults: serving.faults,
    requests: serving.requests,
    close: () => listening.close(),
  };
}
