import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { HttpRefusal } from "../http-refusal.ts";
import { limits } from "../limits.ts";

const unanswered = new WeakMap<Socket, number>();

/**
 * Counts a request that came on its connection before those ahead of it were answered.
 * @throws HttpRefusal 429 where there are too many
 */
export function requireTurn(response: ServerResponse): void {
  const { socket } = response.req;
  const count = (unanswered.get(socket) ?? 0) + 1;
  unanswered.set(socket, count);
  response.once("close", () => {
    unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1);
  });
  if (count <= limits.pipelined) return;
  throw new HttpRefusal(
    429,
    `${limits.pipelined} requests on this connection are not answered yet, or their answers were not read. Send others on another one.`,
    { Connection: "close" },
  );
}
