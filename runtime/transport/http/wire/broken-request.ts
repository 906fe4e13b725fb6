import type { Duplex } from "node:stream";
import { HttpRefusal } from "./refusal.ts";
import { limits } from "../../../limits.ts";
import { anotherRoute, type Observer } from "../../../observe/observer.ts";
import { own } from "../../../text/said.ts";
import { hasBegunAnswer } from "./pipeline.ts";
import { bodyOf } from "./reply.ts";

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  413: "Payload Too Large",
  431: "Request Header Fields Too Large",
};

/** Ends a connection on which something came that is not a request, or not a whole one; says why where that can be said. */
export function refuseBroken(error: Error, socket: Duplex, observer: Required<Pick<Observer, "http">>): void {
  const code = "code" in error ? String(error.code) : "";
  // Who closed the connection has gone.
  if (code === "ECONNRESET" || code === "EPIPE" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, message } = refusal(code, error);
  observer.http({ route: anotherRoute, status, refused: { status, reason: own(message) } });
  if (hasBegunAnswer(socket)) {
    socket.destroy();
    return;
  }
  const bytes = bodyOf(new HttpRefusal(status, message));
  const head = [
    `HTTP/1.1 ${status} ${reasons[status] ?? ""}`,
    "Connection: close",
    "Content-Type: application/json",
    `Content-Length: ${bytes.length}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  socket.end(bytes, () => {
    socket.destroy();
  });
}

function refusal(code: string, error: Error): { readonly status: number; readonly message: string } {
  const kilobytes = limits.head / 1024;
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return { status: 431, message: `The headers of a request may have at most ${kilobytes} KB together.` };
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return { status: 413, message: "The chunks of a body may have few extensions." };
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return {
        status: 408,
        message: `A request may take ${limits.requestTime / 1000} s to come in, and its headers ${limits.headersTime / 1000} s.`,
      };
    default:
      return { status: 400, message: isTls(error) ? tls : "This is not a valid HTTP request." };
  }
}

const tls = "This is TLS, and the server speaks HTTP alone: use http://, or a proxy before it that ends TLS.";

/** Whether what came begins as TLS does. */
function isTls(error: Error): boolean {
  return "rawPacket" in error && error.rawPacket instanceof Uint8Array && error.rawPacket[0] === 0x16;
}
