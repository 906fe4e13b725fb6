import type { IncomingMessage } from "node:http";
import type { Principal } from "./principal.ts";

/** Somebody who is being served: it may take its time, or be a stream that stays open. */
export interface Served {
  readonly request: Pick<IncomingMessage, "headers">;
  /** Who was proved to send it. */
  readonly principal: Principal;
  /** What proved it counts no more. */
  readonly ended: () => void;
  /** What proved it is over by itself: what takes a bounded time may be done, and what stays open ends. */
  readonly expired: () => void;
  /** They may do something else from now on. */
  readonly changed: (principal: Principal) => void;
}

/** Tells what becomes of somebody while they are served. @returns what ends that */
export type Follow = (served: Served) => () => void;
