import type { Handler } from "./handler.ts";
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
  readonly watch: (session: Session, told: Notices) => Watch;
}

/** How a client is told. */
export interface Notices {
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
  /** Where its requests come from: over HTTP each has facts of its own. */
  readonly transport: "stdio" | "http";
  /** The revision of MCP that was agreed on, where that is one connection. */
  readonly protocol?: (() => string | undefined) | undefined;
  /** Whether the client reads what it is sent, where that is one connection. */
  readonly isRead?: (() => boolean) | undefined;
}
