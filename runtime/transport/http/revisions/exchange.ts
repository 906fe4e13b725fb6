import type { IncomingMessage, ServerResponse } from "node:http";
import type { Standing } from "../callers/standing.ts";
import type { Caller } from "../callers/callers.ts";
import type { ClientMessage } from "../../../mcp/wire/client-message.ts";
import type { RequestFacts } from "../../../mcp/request-facts.ts";
import type { Accepted } from "../wire/accept.ts";
import type { Admitted } from "../bounds/call-bounds.ts";

/** A request to `/mcp` that was let in, and its response. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What a POST holds. */
  readonly body: ClientMessage | readonly ClientMessage[] | undefined;
  readonly accepted: Accepted;
  readonly caller: Caller;
  readonly facts: RequestFacts;
  readonly standing: Pick<Standing, "onEnd" | "onChange">;
  /** Those that it holds. */
  readonly calls: Pick<Admitted, "received" | "over">;
}

/** True for several messages that came as one array. */
export function isBatch(body: Exchange["body"]): body is readonly ClientMessage[] {
  return Array.isArray(body);
}
