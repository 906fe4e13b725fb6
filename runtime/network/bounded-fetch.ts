import type { ClientRequest, IncomingMessage } from "node:http";
import { strangerOf, type Connection } from "./connection.ts";
import { openSockets, type Sockets } from "./sockets.ts";
import type { Method } from "./wire-request.ts";

/** What is asked, as libraries that take a `fetch` ask it. */
export interface FetchAsked {
  readonly method?: string | undefined;
  readonly headers?: Headers | Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null | undefined;
}

/** `fetch` for servers that are not Kestra. @throws NotFetched */
export type BoundedFetch = (url: string | URL, asked?: FetchAsked) => Promise<Response>;

/** There is no answer. Its message holds nothing of what was sent or came. */
export class NotFetched extends Error {
  override readonly name = "NotFetched";
}

/** How long an answer may take, in milliseconds, and how many bytes it may have. */
export interface FetchBounds {
  readonly time: number;
  readonly bytes: number;
}

/** Of a provider for which a user or a client waits: its keys, and eleven thousand groups of a user, have fewer bytes. */
export const usualBounds: FetchBounds = { time: 10_000, bytes: 1024 * 1024 };

/** A kept connection would fail once after the other side started anew, and there are few requests. */
const always = { "user-agent": "kestra-mcp", "accept-encoding": "identity", connection: "close" };

/**
 * A `fetch` on the way that the operator's network asks for, as to Kestra: proxies, authorities. It follows no redirect, which
 * comes back as it is; it goes by https, or to this machine. Nothing of Kestra's goes with it.
 * @param service as errors and proxies name it
 */
export function boundedFetch(
  kestra: Connection,
  service: string,
  { time, bytes }: FetchBounds = usualBounds,
): BoundedFetch {
  const opened = new Map<string, Promise<Sockets>>();
  const socketsTo = ({ origin }: URL): Promise<Sockets> => {
    const known = opened.get(origin);
    if (known !== undefined) return known;
    const made = openSockets(strangerOf(kestra, service, { url: origin, from: service }));
    opened.set(origin, made);
    return made;
  };
  return async (address, { method = "GET", headers, body, signal: others } = {}) => {
    const url = new URL(address);
    requireSafe(url);
    const sockets = await socketsTo(url);
    const late = AbortSignal.timeout(time);
    const signal = others ? AbortSignal.any([others, late]) : late;
    const sent = bodyOf(body);
    const fields = Object.fromEntries(headers instanceof Headers ? headers : new Headers(headers));
    const length = sent === undefined ? {} : { "content-length": String(sent.length) };
    const request = sockets.request({
      method: method as Method,
      origin: url.origin,
      target: `${url.pathname}${url.search}`,
      headers: { ...always, ...fields, ...length },
    });
    try {
      return await exchange(request, sent, signal, bytes);
    } catch (error) {
      request.destroy();
      sockets.abandon?.(request);
      if (error instanceof NotFetched) throw error;
      throw new NotFetched(late.aborted ? `It took longer than ${time / 1000} s.` : reasonOf(error));
    }
  };
}

/**
 * A fetch of what an issuer names, which is by https where the issuer is: what it says must not have us ask this machine, behind
 * whose doors others stand.
 */
export function asSafeAs(issuer: string, fetch: BoundedFetch): BoundedFetch {
  if (new URL(issuer).protocol !== "https:") return fetch;
  return (url, asked) =>
    new URL(url).protocol === "https:"
      ? fetch(url, asked)
      : Promise.reject(new NotFetched("It is not at https://, as its issuer is."));
}

/** @throws NotFetched for http to another machine */
function requireSafe({ protocol, hostname, username, password }: URL): void {
  const isLocal = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && isLocal))
    throw new NotFetched("It is not at https://, and not on this machine.");
  if (username !== "" || password !== "") throw new NotFetched("Its URL holds credentials.");
}

function bodyOf(body: unknown): Buffer | undefined {
  if (body === undefined || body === null) return undefined;
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (typeof body === "string" || body instanceof URLSearchParams) return Buffer.from(body.toString());
  throw new TypeError("Only texts and bytes are sent.");
}

async function exchange(
  request: ClientRequest,
  sent: Buffer | undefined,
  signal: AbortSignal,
  most: number,
): Promise<Response> {
  const stop = () => request.destroy(new Error("It was given up."));
  signal.addEventListener("abort", stop, { once: true });
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once("response", resolve).once("error", reject);
      // Node tells of an answer that changes the protocol (101) by nothing else.
      request.once("close", () => {
        reject(new Error("It was closed."));
      });
      request.end(sent);
      if (signal.aborted) stop();
    });
    const status = answer.statusCode ?? 0;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw new NotFetched(`Its answer has more than ${most} bytes.`);
      chunks.push(chunk);
    }
    const headers = new Headers();
    for (const [name, value = ""] of Object.entries(answer.headers))
      for (const one of [value].flat()) headers.append(name, one);
    const isEmpty = [204, 205, 304].includes(status);
    return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** `ECONNREFUSED`, which tells what to look at; other words may hold anything. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[A-Z][A-Z0-9_]+$/.test(code) ? `It cannot be reached: ${code}.` : "It cannot be reached.";
}
