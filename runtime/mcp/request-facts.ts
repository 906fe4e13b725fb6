import type { ConfirmTokens } from "../confirm/tokens.ts";
import type { Principal } from "../auth/principal.ts";
import type { MethodContext } from "./handler.ts";
import type { Serving } from "./service.ts";

/** What the HTTP server knows of a request, for the handler that answers it. */
export interface RequestFacts {
  /** In our log. */
  readonly requestId: string;
  /** Of the client, as far as it is known. */
  readonly address?: string | undefined;
  readonly principal: Principal;
  /** The key by which bounds and sessions count who asks. */
  readonly caller: string;
  /** Of the HTTP header: checked. */
  readonly traceparent?: string | undefined;
  /** Of the header `Mcp-Session-Id`: checked. */
  readonly mcpSession?: string | undefined;
  /** That stand for calls in each process that serves it; absent: those of the session. */
  readonly confirmTokens?: ConfirmTokens | undefined;
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

/** Of the id of an MCP session: enough to find it in a log, and too little to use it. */
export function shortSession(id: string): string {
  return id.slice(0, 8);
}

/** By whom observers are told that something was asked, and in which request and session. */
export function tellingOf({
  principal,
  requestId,
  address,
  mcpSession,
}: Pick<MethodContext, "principal" | "requestId" | "address" | "mcpSession">) {
  return { principal, requestId, address, mcpSession: mcpSession && shortSession(mcpSession) };
}

/** What both SDKs hand on to a handler as it is: who was proved to send a message. */
export interface CarriedFacts {
  readonly token: string;
  readonly clientId: string;
  readonly scopes: string[];
  readonly extra: { readonly facts: RequestFacts };
}

/**
 * Facts as an SDK hands them on with the messages of their request, and not by an id: several clients use the same one, some
 * use one twice, and the id of a batch's answer is not the id of its HTTP request. Who resumes a stream brings facts of its
 * own, and the call goes on with those that it began with.
 */
export function carrying(facts: RequestFacts): { readonly authInfo: CarriedFacts } {
  return carriedAs({ facts });
}

/** What both SDKs hand on as it is, with something else in it. */
export function carriedAs<Extra extends object>(extra: Extra) {
  return { authInfo: { token: "", clientId: "", scopes: [], extra } };
}

/**
 * The facts of a request that an SDK hands to a handler; undefined over stdio.
 * @throws Error over HTTP where there are none: nobody must be served as the operator's own user by mistake
 */
export function carriedBy(
  authInfo: { readonly extra?: Readonly<Record<string, unknown>> | undefined } | undefined,
  { transport }: Pick<Serving, "transport">,
): RequestFacts | undefined {
  if (transport === "stdio") return undefined;
  const facts = authInfo?.extra?.facts as RequestFacts | undefined;
  if (facts === undefined) throw new Error("The facts of a request over HTTP are lost.");
  return facts;
}
