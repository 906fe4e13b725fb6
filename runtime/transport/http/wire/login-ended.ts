import type { ServerResponse } from "node:http";
import type { MessageId } from "../../../mcp/wire/client-message.ts";
import type { Accepted } from "./accept.ts";

/** What a request is told whose login was ended while it was served. */
export const loginEnded = {
  code: -32000,
  message:
    "The login of this request was ended, and the request with it: what it changes may be done in part. Log in again.",
};

/** Milliseconds in which a client takes this, or is cut off. */
const takingTime = 1000;

interface Open {
  /** Of the requests of its body that may be open. */
  readonly ids: readonly MessageId[];
  readonly accepted: Accepted;
}

/** Ends a response, and its connection, with an error for each request that is open, where that can still be written. */
export function endOfLogin(response: ServerResponse, { ids, accepted }: Open): void {
  const { socket } = response;
  const isStream = response.headersSent
    ? String(response.getHeader("content-type")).startsWith("text/event-stream")
    : !accepted.json;
  // Which of several were answered on a stream is not known here.
  const isKnown = ids.length === 1 || (ids.length > 1 && !response.headersSent);
  const isOpen = socket !== null && !response.writableEnded && !response.writableNeedDrain;
  if (!isOpen || !isKnown || (response.headersSent && !isStream)) {
    response.destroy();
    return;
  }
  const errors = ids.map((id) => ({ jsonrpc: "2.0", id, error: loginEnded }));
  const type = isStream ? "text/event-stream" : "application/json";
  if (!response.headersSent) response.writeHead(200, { "Content-Type": type });
  // Node writes the end of a response ahead of what is held back in it.
  while (response.writableCorked > 0) response.uncork();
  response.write(
    isStream
      ? errors.map((error) => `event: message\ndata: ${JSON.stringify(error)}\n\n`).join("")
      : JSON.stringify(errors.length === 1 ? errors[0] : errors),
  );
  response.end();
  const timer = setTimeout(() => socket.destroy(), takingTime).unref();
  socket.once("close", () => {
    clearTimeout(timer);
  });
  socket.destroySoon();
}
