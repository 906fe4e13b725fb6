import type { Handler } from "./handler.ts";
import type { Principal } from "../auth/principal.ts";
import type { Tell } from "./messages.ts";
import type { Session } from "./session.ts";
import type { InFlight } from "./in-flight.ts";

/** What a server is, without a word of how it is spoken: a binding serves it in its revision of the protocol. */
export interface Service {
  readonly info: { readonly name: string; readonly title: string; readonly version: string };
  /** MCP's `ServerCapabilities`. */
  readonly capabilities: Readonly<Record<string, object>>;
  readonly instructions: string;
  /** Method -> what answers it. */
  readonly methods: Readonly<Record<string, Handler>>;
  /** Method -> how long its result may be kept, where the protocol asks for it: milliseconds, and by whom. */
  readonly cacheHints: Readonly<
    Record<string, { readonly ttlMs: number; readonly cacheScope: "public" | "private" }>
  >;
  /** Tells a client what it did not ask for, from now on. */
  readonly watch: (session: Session, told: Told) => Watch;
}

/** How a client is told. */
export interface Told {
  toolsChanged(): void;
  readonly log: Tell;
}

export interface Watch {
  /** The client has just been given the list of now. */
  listed(): void;
  stop(): void;
}

/** What a binding serves on one connection, or to one request. */
export interface Serving {
  readonly service: Service;
  readonly session: Session;
  readonly inFlight: InFlight;
  /** Whether the client reads what it is sent, where that is one connection. */
  readonly isRead?: (() => boolean) | undefined;
}

/** What the HTTP server knows of a request, for the handler that answers it. */
export interface RequestFacts {
  /** In our log. */
  readonly requestId: string;
  readonly principal: Principal;
  /** The key by which bounds and sessions count who asks. */
  readonly caller: string;
  /** Of the HTTP header: checked. */
  readonly traceparent?: string | undefined;
  /** Of the header `Mcp-Session-Id`: checked. */
  readonly mcpSession?: string | undefined;
  /** A call of it begins: it counts until it ends, whatever becomes of its client and its answer. */
  readonly begin: () => CallInFlight;
  /** Whether the client reads what it is sent. */
  readonly isRead: () => boolean;
  /** Whether the client has a stream on which it can be asked. */
  readonly isThere: () => boolean;
}

/** A call that counts as one that is handled. */
export interface CallInFlight {
  /**
   * It waits for its client's user, and does not count.
   * @param withdraw is called where it takes too much room
   * @returns tells that it goes on; throws ProtocolError where too many others are being handled
   */
  wait(withdraw: () => void): () => void;
  end(): void;
}
