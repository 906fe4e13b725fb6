import type { ServerResponse } from "node:http";
import { writeExactly } from "../values/exact-number.ts";
import type { AnswerBody, SandboxAnswer, ServerEvent } from "./route.ts";

interface Payload {
  readonly type?: string;
  readonly bytes: Buffer;
}

function payloadOf(body: Exclude<AnswerBody, { kind: "events" }>): Payload {
  switch (body.kind) {
    case "empty":
      return { bytes: Buffer.alloc(0) };
    case "json":
      return { type: body.type ?? "application/json", bytes: Buffer.from(writeExactly(body.value)) };
    case "text":
      return { type: body.type, bytes: Buffer.from(body.text) };
    case "bytes":
      return { type: body.type, bytes: Buffer.from(body.bytes) };
  }
}

function lineOf(name: string, value: string | undefined): string {
  return value === undefined ? "" : `${name}: ${value}\n`;
}

async function stream(response: ServerResponse, events: AsyncIterable<ServerEvent>): Promise<void> {
  response.flushHeaders();
  for await (const { id, event, data } of events) {
    if (response.destroyed) return;
    response.write(`${lineOf("id", id)}${lineOf("event", event)}data: ${data}\n\n`);
  }
  response.end();
}

/** How an answer goes out. `truncate` breaks it off in the middle of its body. */
export interface Delivery {
  readonly withoutBody: boolean;
  readonly truncate: boolean;
}

/** Writes an answer. Returns when it is all written. */
export async function respond(
  response: ServerResponse,
  { status, headers = {}, body }: SandboxAnswer,
  { withoutBody, truncate }: Delivery,
): Promise<void> {
  if (body.kind === "events") {
    response.writeHead(status, { ...headers, "content-type": "text/event-stream" });
    await stream(response, body.events);
    return;
  }
  const { type, bytes } = payloadOf(body);
  if (withoutBody) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, {
    ...headers,
    ...(type === undefined ? {} : { "content-type": type }),
    "content-length": bytes.length,
  });
  if (truncate) {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    setImmediate(() => response.destroy());
    return;
  }
  response.end(bytes);
}
