import type { Signal } from "../abort.ts";
import type { Context } from "../tool/context.ts";
import type { MissingCredentials } from "../access/caller/user-sessions.ts";
import type { Principal } from "../auth/principal.ts";
import type { JsonObject } from "../json.ts";
import type { Log } from "../log.ts";
import type { Tell } from "./messages.ts";
import type { Said } from "../text/said.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import type { Session } from "./session.ts";
import type { ConfirmTokens } from "../confirm/tokens.ts";
import type { Asker, InputRequired } from "../confirm/input-required.ts";

/** What a request of any protocol revision brings besides its parameters. */
export interface MethodContext extends Asker {
  readonly session: Session;
  /** Why nothing may be sent in that session: no connection is active. */
  readonly nowhere?: Said | undefined;
  /** Of a user who must register credentials before anything may be sent: then `nowhere` says so. */
  readonly missing?: MissingCredentials | undefined;
  readonly principal: Principal;
  /** That stand for calls of it in each process that serves this caller; absent: those of the session. */
  readonly confirmTokens?: ConfirmTokens | undefined;
  /** The revision of MCP that it is of, such as `2025-11-25`; absent where nobody said. */
  readonly protocol?: string | undefined;
  /** What `tools/list` shows the caller; absent: all of the session's. */
  readonly shown?: (() => Promise<readonly ToolDefinition[]>) | undefined;
  /** Aborts when the client cancels. */
  readonly signal: Signal;
  readonly progress: Context["progress"];
  /** Is told why a call of a tool failed, for who makes calls for something else. */
  readonly failed?: ((why: unknown) => void) | undefined;
  /** Sends the client a log message, where it takes any. */
  readonly tell?: Tell | undefined;
  /** Writes to our own log, and says which request it is about; absent: the session's. */
  readonly log?: Log | undefined;
  /** Of the HTTP request that brought it, in our log; undefined over stdio. */
  readonly requestId?: string | undefined;
  /** Where that came from, likewise. */
  readonly address?: string | undefined;
  /** The trace that the request belongs to: a checked `traceparent` of W3C Trace Context. */
  readonly traceparent?: string | undefined;
}

/** Answers one method. It knows no SDK: a binding turns its result and errors into messages. */
export type Handler = (
  params: Readonly<Record<string, unknown>>,
  context: MethodContext,
) => Promise<object | InputRequired>;

/** An error of the protocol itself: the client asked for what cannot be. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  /** Of JSON-RPC, such as -32602. */
  readonly code: number;
  readonly data?: JsonObject;

  constructor(code: number, message: string, data?: JsonObject, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    if (data !== undefined) this.data = data;
  }
}

/** Codes of JSON-RPC. */
export const parseError = -32700;
export const invalidRequest = -32600;
export const invalidParams = -32602;
export const methodNotFound = -32601;
export const internalError = -32603;
