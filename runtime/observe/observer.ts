import type { Principal } from "../auth/principal.ts";
import type { Said } from "../text/said.ts";

/**
 * Hears what happened, as data: a log, metrics, an audit trail. It is told when a thing is over, and changes nothing of it.
 * What it leaves out does not concern it.
 */
export interface Observer {
  readonly call?: (made: CallMade) => void;
  readonly request?: (sent: RequestSent) => void;
  readonly http?: (served: HttpServed) => void;
  readonly access?: (event: AccessEvent) => void;
  readonly limited?: (refused: Limited) => void;
}

/** A request that was refused since somebody sent too many. */
export interface Limited {
  /** What was counted. */
  readonly limit: "user" | "client" | "address" | "registration";
}

/** Something that decided who may do what. */
export type AccessEventName =
  | "login"
  | "consent"
  | "denied"
  | "token"
  | "refresh"
  | "reuse"
  | "revoke"
  | "registration"
  | "credential set"
  | "credential refused"
  | "credential removed"
  | "keys rotated"
  | "permission denied";

/** The request over HTTP by which something came. */
export interface AskedBy {
  /** In our log, and in the header `X-Request-Id`. */
  readonly requestId?: string | undefined;
  /** Of the client, as far as it is known. */
  readonly address?: string | undefined;
}

/** How it was proved who did something, where that is not how calls prove it. */
export type EventProof = "authorization code" | "refresh token" | "command line";

/** It holds no secret, and of foreign texts only what a log may show. */
export interface AccessEvent extends AskedBy {
  readonly event: AccessEventName;
  /** Who did it, or whom it is about; absent where nobody is known yet. */
  readonly principal?: Principal | undefined;
  /** Absent: as the principal has it. */
  readonly proof?: EventProof | undefined;
  /** On the command line: who it was for the system. */
  readonly operator?: string | undefined;
  /** The id of the client, and what it calls itself. */
  readonly client?: string | undefined;
  readonly clientName?: string | undefined;
  /** The id of the grant. */
  readonly grant?: string | undefined;
  /** What the user allows, or allowed. */
  readonly scopes?: readonly string[] | undefined;
  /** Of a refused call: the namespaces that it was about, as far as they are known. */
  readonly namespaces?: readonly string[] | undefined;
  /** Likewise of its MCP session: enough to find it in a log, and too little to use it. */
  readonly mcpSession?: string | undefined;
  /** What was refused. */
  readonly tool?: string | undefined;
  readonly action?: string | undefined;
  /** Why, in our own words. */
  readonly reason?: string | undefined;
}

/**
 * What became of a call: its result, a result that is an error, a question to its user (the call that comes with the answer is
 * another one), or nothing, since its client cancelled it.
 */
export type Outcome = "done" | "failed" | "asked" | "cancelled";

/** A call of a tool that there is. Of what its client wrote it holds the namespaces alone. */
export interface CallMade extends AskedBy {
  readonly tool: string;
  /** Of a tool with actions; absent where none of its own was picked. */
  readonly action?: string | undefined;
  /** Over HTTP: those that it was about, as far as they are known without asking. */
  readonly namespaces?: readonly string[] | undefined;
  /** Of the MCP session: enough to find it in a log, and too little to use it. */
  readonly mcpSession?: string | undefined;
  readonly outcome: Outcome;
  /** Why it failed, in our own words; absent where it did not. */
  readonly reason?: string | undefined;
  readonly ms: number;
  readonly principal: Principal;
}

/** A request of a call to Kestra, or to another service; or one of ours to whom we ask about users and clients. */
export interface RequestSent {
  /** Besides Kestra: its name. */
  readonly service?: string | undefined;
  readonly method: string;
  /** `GET /api/v1/main/flows/company.team/hello`: what an argument gave is foreign in it. */
  readonly request: () => Said;
  /** Of the answer; undefined where there is none. */
  readonly status?: number;
  /** Why there is no answer. */
  readonly failure?: unknown;
  readonly ms: number;
  /** Whose call it was of; absent: of none. */
  readonly principal?: Principal | undefined;
  /** Of the HTTP request that brought the call; undefined over stdio. */
  readonly requestId?: string | undefined;
}

/** A request over HTTP that was answered, or ended. */
export interface HttpServed {
  /** These are absent of what is not a request that can be read. */
  readonly requestId?: string;
  readonly method?: string;
  readonly ms?: number;
  /** The name of its route, never the path that was sent: that may hold a secret. */
  readonly route: string;
  /** As much of the path as a log may show. */
  readonly path?: string | undefined;
  /** Of the client, as far as it is known. */
  readonly address?: string | undefined;
  /** The method of MCP that it asked for, where that is a word. */
  readonly rpc?: string | undefined;
  /** Of the answer. */
  readonly status: number;
  /** Why it was refused, as the client is told it. */
  readonly refused?: { readonly status: number; readonly reason: Said | string } | undefined;
  /** What went wrong that nobody foresaw. */
  readonly error?: unknown;
  readonly principal?: Principal | undefined;
}

/** What a route is called that is none of ours. */
export const anotherRoute = "another";
