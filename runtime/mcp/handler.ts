import type { Context } from "../tool/context.ts";
import type { JsonObject } from "../json.ts";
import type { Log } from "../log.ts";
import type { Tell } from "./messages.ts";
import type { Session } from "./session.ts";

/** What a request of any protocol era brings besides its parameters. */
export interface MethodContext {
  readonly session: Session;
  /** Aborts when the client cancels. */
  readonly signal: AbortSignal;
  readonly progress: Context["progress"];
  /** Who asks; undefined over stdio. */
  readonly principal?: string | undefined;
  /** The id of the MCP session in which it is asked; undefined where there is none, and over stdio. */
  readonly mcpSession?: string | undefined;
  /** What the client says that it can do, such as `elicitation`; undefined where it did not say. */
  readonly clientCapabilities?: JsonObject | undefined;
  /**
   * What the client answers to the `inputRequests` of an `InputRequired`, by their keys; undefined where nothing was
   * asked yet, null for one that the client failed to answer. It is the client's word: no one has checked it against the
   * form.
   */
  readonly inputResponses?: Readonly<Record<string, unknown>> | undefined;
  /** The `requestState` that comes with them: the client may have made it up. */
  readonly requestState?: string | undefined;
  /** Sends the client a log message, where it takes any. */
  readonly tell?: Tell | undefined;
  /** Writes to our own log, and says which request it is about; absent: the session's. */
  readonly log?: Log | undefined;
  /** The trace that the request belongs to: a checked `traceparent` of W3C Trace Context. */
  readonly traceparent?: string | undefined;
}

/** A result that asks the client's user first: the method is then called again, with the answers. */
export interface InputRequired {
  readonly resultType: "input_required";
  readonly inputRequests?: Readonly<Record<string, InputRequest>>;
  /** Comes back with the answers; whoever made it must be able to tell that it did. */
  readonly requestState?: string;
}

/** A request of MCP that the client answers, such as `elicitation/create` with the parameters of a form. */
export interface InputRequest {
  readonly method: "elicitation/create" | "sampling/createMessage" | "roots/list";
  readonly params?: JsonObject;
}

/** Answers one method. It knows no SDK: a binding turns its result and errors into messages. */
export type Handler = (
  params: Readonly<Record<string, unknown>>,
  context: MethodContext,
) => Promise<object | InputRequired>;

/** True for a result that asks first. */
export function isInputRequired(result: object): result is InputRequired {
  return "resultType" in result && result.resultType === "input_required";
}

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
