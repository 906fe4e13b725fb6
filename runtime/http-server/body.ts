import type { IncomingMessage } from "node:http";
import { HttpRefusal } from "../http-refusal.ts";
import { parseJson } from "../json-text.ts";

/** Bytes of a request's body: a flow or a file in it fits. */
export const mostBytes = 4 * 1024 * 1024;

/**
 * A request's JSON.
 * @throws MessageError for what is no JSON or too deep
 * @throws HttpRefusal 400 for what is cut off, 413 for one that is too large, 415 for another media type. How long a body may take is the server's `requestTimeout`.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const [mediaType = "", ...parameters] = (request.headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters.find((one) => one.trim().startsWith("charset="));
  if (mediaType.trim() !== "application/json" || !/^(\s*charset="?utf-8"?\s*)?$/.test(charset ?? "")) {
    throw new HttpRefusal(415, "Content-Type must be application/json, in UTF-8.");
  }
  if ((request.headers["content-encoding"] ?? "identity") !== "identity")
    throw new HttpRefusal(415, "A compressed body is not read.");
  return parseJson(await readText(request));
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
