import type { Credentials, Instance } from "../network/connection.ts";
import type { Excerpt, Wish } from "../http-client/excerpt.ts";
import type { Proxy } from "../network/proxy.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";

/** What a call runs in: who it is for, how it reaches Kestra, and when it must stop. Never kept between calls. */
export interface Context {
  readonly instance: Instance;
  /** Of the connection: what `{tenant}` in a path stands for. */
  readonly tenant: string;
  /** Where people see the tenant: `http://host/ui/main`. Absent: results have no links. */
  readonly ui?: string;
  /** Aborts on cancellation by the client and when the call's deadline has passed. */
  readonly signal: AbortSignal;
  /** When the whole call must be done, in milliseconds since 1970; absent where nothing limits it. */
  readonly deadline?: number;
  /** Who called; undefined over stdio, where the operator's own user is the only one. */
  readonly principal?: string | undefined;
  /** Of the connection, for an error to name the variables that they came in. */
  readonly credentials?: Credentials;
  /** Takes credentials out of what is foreign in a sentence, for what is told in a result or as progress. */
  readonly mask: (foreign: string) => string;
  /** Injected, so that a test decides what time it is. */
  readonly now: () => Date;
  readonly uuid: () => string;
  /** Waits, in milliseconds; rejects where the call is over before. Absent: no time passes. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Tells the client how far the call is, where it gave a progress token; otherwise does nothing. */
  readonly progress: (done: number, total?: number, message?: string) => void;
  /** Whether anybody is told of progress; absent: nobody is known to be. */
  readonly isWatched?: boolean;
  /**
   * Sends one request.
   * @param retry whether it may be sent again after a connection error, 429, 502, 503 or 504.
   * @throws KestraError where there is no answer. An answer of any status but a redirect is returned.
   */
  readonly send: (plan: RequestPlan, options: SendOptions) => Promise<Answer>;
}

/** How an event stream is read; of any other answer it means nothing. */
export interface StreamOptions {
  /** Called as the events of a stream come in, and now and then while none does, with how many there were. */
  readonly onEvents?: (count: number) => void;
  /** Its truth ends the reading: nothing that comes after this event is wanted. */
  readonly enough?: (event: StreamEvent) => boolean;
  /** For how long nothing may come before the reading ends as if the stream had, in milliseconds. Absent: for ever. */
  readonly idle?: number;
}

export interface SendOptions extends StreamOptions {
  readonly retry: boolean;
  /** It may take as long as the whole call has left, not only as long as one request may. */
  readonly slow?: boolean | undefined;
  /** Whether the answer must be an event stream, or must not be one; absent: either is read. */
  readonly streams?: boolean | undefined;
  /** The part that is kept where the answer is too large; absent: such an answer is an error. */
  readonly wish?: Wish | undefined;
}

/** Kestra's answer, its body read to the end, or as far as what is wanted of it. */
export interface Answer {
  readonly status: number;
  /** Without parameters and in lower case; empty where there is no body. */
  readonly mediaType: string;
  /** Of an event stream the JSON of a `StreamAnswer`. */
  readonly text: string;
  /** The same before it was decoded, where it may be no text. */
  readonly bytes?: Uint8Array;
  /** Present where `text` and `bytes` are a part of an answer that was too large. */
  readonly excerpt?: Excerpt;
  /** The proxy that passed it on and could have answered in Kestra's place; absent where none could. */
  readonly through?: Proxy;
}

/** An event stream, as its readers see it: a JSON answer like any other. */
export interface StreamAnswer {
  /** Of very many the newest. */
  readonly events: readonly StreamEvent[];
  /** False where we ended it, as enough or the deadline had come; true where Kestra or the network did, or it was idle. */
  readonly ended: boolean;
}

export interface StreamEvent {
  readonly id?: string;
  readonly event?: string;
  /** Decoded where it is JSON, else the text. */
  readonly data: unknown;
}
