import type { ServerResponse } from "node:http";
import { outboxOf } from "./outbox.ts";

/** An answer that is there as a whole. */
export interface WholeAnswer {
  /** A name, and what it says; and so on. */
  readonly headers: readonly string[];
  /** Made where it is sent. */
  readonly body: () => string;
}

/** The status of what was cancelled before it was answered, as the SDK of 2026-07-28 has it. */
const cancelled = 499;

/** Ends a response that has nothing to say, where it was not answered otherwise meanwhile. Settles likewise. */
export async function sendNothing(response: ServerResponse): Promise<void> {
  if (response.writableEnded) return;
  response.writeHead(cancelled);
  await outboxOf(response).end(response);
}

/** Sends an answer, status 200, in one write. Settles as the outbox does; nothing is sent where it was answered otherwise meanwhile. */
export async function sendWhole(response: ServerResponse, { headers, body }: WholeAnswer): Promise<void> {
  if (response.writableEnded) return;
  const text = body();
  response.writeHead(200, [...headers, "content-length", String(Buffer.byteLength(text))]);
  await outboxOf(response).end(response, text);
}
