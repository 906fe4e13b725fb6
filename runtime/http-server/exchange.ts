import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller } from "../callers.ts";
import type { ClientMessage } from "../client-message.ts";
import type { RequestFacts } from "../service.ts";
import type { Accepted } from "./accept.ts";
import type { Admitted } from "./call-bounds.ts";

/** A request to `/mcp` that was let in, and its response. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What a POST holds. */
  readonly body: ClientMessage | readonly ClientMessage[] | undefined;
  readonly accepted: Accepted;
  readonly caller: Caller;
  readonly facts: RequestFacts;
  /** Those that it holds. */
  readonly calls: Pick<Admitted, "received" | "over">;
}
