import type { IncomingMessage } from "node:http";
import { HttpRefusal } from "./refusal.ts";
import { parseJson } from "../../../mcp/wire/json-text.ts";
import { limits } from "../../../limits.ts";
import type { ByteBudget } from "./byte-budget.ts";
import { onGone } from "./gone.ts";

/** A body that was read. */
export interface Body {
  readonly json: unknown;
  readonly bytes: number;
}

/**
 * A request's JSON.
 * @param bodies of all requests
 * @throws MessageError for what is not JSON, too deep or of too many values
 * @throws HttpRefusal 400 for what is cut off, 413 for one that is too large, 415 for another media type, 503 for one that had to give way. How long a body may take is the server's `requestTimeout`.
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
  return { json: parseJson(text), bytes };
}

/** A body that was read, as it came. */
export interface Text {
  readonly text: string;
  readonly bytes: number;
}

/** Bytes that are made room for at first; then twice as many each time. */
const firstRoom = 4096;

/**
 * A request's body.
 * @param bodies of all requests
 * @param most bytes of this one
 * @throws HttpRefusal 400, 413 and 503, as `readJson`
 */
export async function readText(
  request: IncomingMessage,
  bodies: ByteBudget,
  most: number = limits.body,
): Promise<Text> {
  const { socket } = request;
  if (Number(request.headers["content-length"]) > most) throw tooLarge(most);
  let stop: (refusal: HttpRefusal) => void = () => undefined;
  const share = bodies.open(() => {
    stop(gaveWay());
  });
  // One buffer: of a body that comes byte by byte each would cost a hundred more.
  let room: Buffer = Buffer.alloc(0);
  let size = 0;
  const whole = Number(request.headers["content-length"]);
  const keep = (chunk: Buffer) => {
    // Nothing comes after it: it is read where it lies.
    if (size === 0 && chunk.length === whole) {
      room = chunk;
      size = whole;
      share.add(whole);
      return;
    }
    if (size + chunk.length > room.length) {
      const needed = Math.max(firstRoom, 2 * room.length, size + chunk.length);
      const larger = Buffer.allocUnsafeSlow(Math.min(needed, most));
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
        if (size + chunk.length > most) stop(tooLarge(most));
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

function tooLarge(most: number): HttpRefusal {
  const told = most < 1024 * 1024 ? `${most / 1024} KB` : `${most / 1024 / 1024} MB`;
  return new HttpRefusal(413, `The body is larger than ${told}.`);
}

function gaveWay(): HttpRefusal {
  const what = `The bodies that clients send at this time are larger than ${limits.bodies / 1024 / 1024} MB together, and this is the largest.`;
  return new HttpRefusal(503, `${what} Try again later.`, { "Retry-After": "5" });
}
