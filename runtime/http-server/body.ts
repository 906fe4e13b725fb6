import type { IncomingMessage } from "node:http";
import { HttpRefusal } from "../http-refusal.ts";
import { parseMessage } from "../foreign-json.ts";

/** Bytes of a request's body: a flow or a file in it fits. */
export const mostBytes = 4 * 1024 * 1024;

/** Arrays and objects within each other. */
const deepest = 100;

/**
 * A request's JSON-RPC message.
 * @throws HttpRefusal 400 for what is no JSON, cut off or too deep, 413 for one that is too large, 415 for another media type. How long a body may take is the server's `requestTimeout`.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const [mediaType = "", ...parameters] = (request.headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters.find((one) => one.trim().startsWith("charset="));
  if (mediaType.trim() !== "application/json" || !/^(\s*charset="?utf-8"?\s*)?$/.test(charset ?? "")) {
    throw new HttpRefusal(415, "Content-Type must be application/json, in UTF-8.");
  }
  if ((request.headers["content-encoding"] ?? "identity") !== "identity")
    throw new HttpRefusal(415, "A compressed body is not read.");
  const text = await readText(request);
  if (isDeeper(text, deepest)) {
    throw new HttpRefusal(400, `The JSON is nested more than ${deepest} levels deep.`, {}, -32600);
  }
  try {
    return parseMessage(text);
  } catch {
    throw new HttpRefusal(400, "Parse error: the body is no JSON.", {}, -32700);
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  if (Number(request.headers["content-length"]) > mostBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) {
        chunks.push(chunk);
        return;
      }
      request.removeAllListeners("data").pause();
      reject(tooLarge());
    });
    request.once("end", () => {
      resolve(Buffer.concat(chunks).toString("utf8"));
    });
    request.once("error", () => {
      reject(new HttpRefusal(400, "The body was cut off."));
    });
  });
}

function tooLarge(): HttpRefusal {
  return new HttpRefusal(413, `The body is larger than ${mostBytes / 1024 / 1024} MB.`);
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
