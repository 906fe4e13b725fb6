import type { IncomingMessage } from "node:http";
import { HttpRefusal } from "../http-refusal.ts";
import { limits } from "../limits.ts";
import type { ByteBudget } from "./byte-budget.ts";
import { onGone } from "./gone.ts";

/** Arrays and objects within each other. */
const deepest = 100;

/** A body that was read. */
export interface Body {
  readonly json: unknown;
  readonly bytes: number;
}

/**
 * A request's JSON.
 * @param bodies of all requests
 * @throws HttpRefusal 400 for what is no JSON, cut off, too deep or of too many values, 413 for one that is too large, 415 for another media type, 503 for one that had to give way. How long a body may take is the server's `requestTimeout`.
 */
export async function readJson(request: IncomingMessage, bodies: ByteBudget): Promise<Body> {
  const [mediaType = "", ...parameters] = (request.headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters.find((one) => one.trim().startsWith("charset="));
  if (mediaType.trim() !== "application/json" || !/^(\s*charset="?utf-8"?\s*)?$/.test(charset ?? "")) {
    throw new HttpRefusal(415, "Content-Type must be application/json, in UTF-8.");
  }
  if ((request.headers["content-encoding"] ?? "identity") !== "identity")
    throw new HttpRefusal(415, "A compressed body is not read.");
  const { text, bytes } = await readText(request, bodies);
  if (isDeeper(text, deepest)) {
    throw new HttpRefusal(400, `The JSON is nested more than ${deepest} levels deep.`, {}, -32600);
  }
  if (hasMoreValues(text, limits.values))
    throw new HttpRefusal(400, `The JSON holds more than ${limits.values} values.`, {}, -32600);
  try {
    return { json: JSON.parse(text) as unknown, bytes };
  } catch {
    throw new HttpRefusal(400, "Parse error: the body is no JSON.", {}, -32700);
  }
}

interface Text {
  readonly text: string;
  readonly bytes: number;
}

/** Bytes that are made room for at first; then twice as many each time. */
const firstRoom = 4096;

async function readText(request: IncomingMessage, bodies: ByteBudget): Promise<Text> {
  const { socket } = request;
  if (Number(request.headers["content-length"]) > limits.body) throw tooLarge();
  let stop: (refusal: HttpRefusal) => void = () => undefined;
  const share = bodies.open(() => {
    stop(gaveWay());
  });
  // One buffer: of a body that comes byte by byte each would cost a hundred more.
  let room = Buffer.alloc(0);
  let size = 0;
  const keep = (chunk: Buffer) => {
    if (size + chunk.length > room.length) {
      const needed = Math.max(firstRoom, 2 * room.length, size + chunk.length);
      const larger = Buffer.allocUnsafeSlow(Math.min(needed, limits.body));
      room.copy(larger, 0, 0, size);
      share.add(larger.length - room.length);
      room = larger;
    }
    size += chunk.copy(room, size);
  };
  let left: () => void = () => undefined;
  try {
    return await new Promise<Text>((resolve, reject) => {
      stop = (refusal) => {
        request.removeAllListeners("data").pause();
        room = Buffer.alloc(0);
        reject(refusal);
      };
      request.on("data", (chunk: Buffer) => {
        if (size + chunk.length > limits.body) stop(tooLarge());
        else keep(chunk);
      });
      request.once("end", () => {
        resolve({ text: room.toString("utf8", 0, size), bytes: size });
      });
      const cutOff = () => {
        reject(new HttpRefusal(400, "The body was cut off."));
      };
      request.once("error", cutOff);
      left = onGone(socket, cutOff);
    });
  } finally {
    left();
    share.close();
  }
}

function tooLarge(): HttpRefusal {
  return new HttpRefusal(413, `The body is larger than ${limits.body / 1024 / 1024} MB.`);
}

function gaveWay(): HttpRefusal {
  const what = `The bodies that clients send at this time are larger than ${limits.bodies / 1024 / 1024} MB together, and this is the largest.`;
  return new HttpRefusal(503, `${what} Try again later.`, { "Retry-After": "5" });
}

/** Looks before anything is built that deep. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > most) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Counts before anything is built of them; one too many for each array or object that is empty. */
function hasMoreValues(text: string, most: number): boolean {
  let count = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if ((code === 0x2c || code === 0x5b || code === 0x7b) && ++count > most) return true;
  }
  return false;
}
