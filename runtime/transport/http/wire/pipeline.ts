import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { createBag, type Bag } from "../../../bag.ts";
import { HttpRefusal } from "./refusal.ts";
import { limits } from "../../../limits.ts";

const unanswered = new WeakMap<Duplex, Bag<ServerResponse>>();

/**
 * Counts a request that came on its connection before those ahead of it were answered.
 * @throws HttpRefusal 429 where there are too many
 */
export function requireTurn(response: ServerResponse): void {
  const { socket } = response.req;
  let open = unanswered.get(socket);
  if (open === undefined) unanswered.set(socket, (open = createBag()));
  response.once("close", open.add(response));
  if (open.size() <= limits.pipelined) return;
  throw new HttpRefusal(
    429,
    `${limits.pipelined} requests on this connection are not answered yet, or their answers were not read. Send others on another one.`,
    { Connection: "close" },
  );
}

/** Whether a part of an answer was written on a connection: nothing else can be said there. */
export function hasBegunAnswer(socket: Duplex): boolean {
  return [...(unanswered.get(socket) ?? [])].some(({ headersSent }) => headersSent);
}
