import type { IncomingMessage, ServerResponse } from "node:http";
import type { Principal } from "../../../auth/principal.ts";

/** A request over HTTP, from when it came until it is answered. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** In our log, and in the header `X-Request-Id`. */
  readonly id: string;
  /** Of the URL, without what follows `?` and without a slash at its end. */
  readonly path: string;
  /** Of the client, as far as it is known: that of the socket, or what a trusted proxy says. */
  readonly address: string;
  /** Whether that is a proxy's, which did not name its client by an address. */
  readonly isStandIn?: boolean;
  /** Who was proved to send it: known once its route's check has asked. */
  principal?: Principal;
  /** The method of MCP that it asks for, where that is a word. */
  rpc?: string;
}

/**
 * Looks at a request before it is served.
 * @returns `answered` where nothing is left to do
 * @throws HttpRefusal
 */
export type Check = (visit: Visit) => CheckVerdict | Promise<CheckVerdict>;

export type CheckVerdict = "answered" | undefined;
