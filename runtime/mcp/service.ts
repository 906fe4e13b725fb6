import type { Principal } from "../auth/principal.ts";
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

/** What a client is given whole, and told of when it changes. */
export const lists = ["tools", "prompts", "resources"] as const;

export type List = (typeof lists)[number];

/** The methods that give a list, or a part of it. */
export const listMethods: Readonly<Record<string, List>> = {
  "tools/list": "tools",
  "prompts/list": "prompts",
  "resources/list": "resources",
  "resources/templates/list": "resources",
};

/** How a client is told. */
export interface Notices {
  changed(list: List): void;
  readonly log: Tell;
}

export interface Watch {
  /** Somebody asks, who may do something else than before. @returns whether they are new here */
  seen(principal: Principal): boolean;
  /** The client has just been given a list of now. @param principal absent over stdio */
  listed(list: List, principal?: Principal): void;
  /** From now on the client wants to hear of what only asking tells. @param listener absent over stdio */
  listen(listener?: Listener): void;
  stop(): void;
}

/** Who hears of changes. */
export interface Listener {
  readonly principal: Principal;
  /** Whether it can be told anything now; absent: always. */
  readonly isThere?: () => boolean;
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
  /** Is given what watches the lists of one connection, from when it does. */
  readonly watching?: ((watch: Watch) => void) | undefined;
}
