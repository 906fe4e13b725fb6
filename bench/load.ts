import { connect, type Socket } from "node:net";

/** What many callers saw, each with one call at a time. */
export interface Load {
  readonly perSecond: number;
  /** Milliseconds, sorted. */
  readonly times: readonly number[];
}

/** One connection that is kept, and the bytes of the request that is sent over it again and again. */
interface Caller {
  readonly socket: Socket;
  readonly bytes: Buffer;
}

/**
 * Sends the same POST from many callers side by side.
 * @param requests one for each caller
 * @param good must stand in every answer
 * @throws Error for an answer that is none of the expected ones: what is fast and wrong is not fast
 */
export async function load(
  url: string,
  requests: readonly HttpPost[],
  calls: number,
  good: string,
): Promise<Load> {
  const callers = await Promise.all(requests.map((request) => open(url, request)));
  const times: number[] = [];
  let left = calls;
  const work = async (caller: Caller) => {
    while (left-- > 0) {
      const begun = performance.now();
      const answer = await ask(caller);
      times.push(performance.now() - begun);
      if (!answer.includes(good)) throw new Error(`Another answer than expected: ${answer.slice(0, 2000)}`);
    }
  };
  const begun = performance.now();
  await Promise.all(callers.map(work));
  const seconds = (performance.now() - begun) / 1000;
  for (const { socket } of callers) socket.destroy();
  return { perSecond: calls / seconds, times: times.sort((a, b) => a - b) };
}

export interface HttpPost {
  readonly headers: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body: object | string;
}

async function open(url: string, request: HttpPost): Promise<Caller> {
  return { socket: await connected(url), bytes: bytesOf(url, request) };
}

/** A connection to whoever listens at an address. */
export async function connected(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay();
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject).once("connect", resolve);
  });
  return socket;
}

export function bytesOf(url: string, { headers, body }: HttpPost): Buffer {
  const { host, pathname } = new URL(url);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const all = { Host: host, ...headers, "Content-Length": String(Buffer.byteLength(text)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${lines.join("")}\r\n${text}`);
}

/** One request over a kept connection, and its whole answer: a client of Node's own would cost more than the server. */
export function ask({ socket, bytes }: Caller): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const hear = (chunk: Buffer) => {
      text += chunk.toString("latin1");
      if (!isWhole(text)) return;
      socket.off("data", hear).off("close", lost);
      resolve(text);
    };
    const lost = () => {
      reject(new Error(`The connection was closed after: ${text.slice(0, 2000)}`));
    };
    socket.on("data", hear).on("close", lost);
    socket.write(bytes);
  });
}

function isWhole(text: string): boolean {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const [, length] = /\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, head + 2)) ?? [];
  return length === undefined ? text.endsWith("\r\n0\r\n\r\n") : text.length >= head + 4 + Number(length);
}
