import type { Credentials, Instance } from "./connection.ts";
import type { RequestPlan } from "./request-plan.ts";

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
  /** Injected, so that a test decides what time it is. */
  readonly now: () => Date;
  readonly uuid: () => string;
  /** Tells the client how far the call is, where it gave a progress token; otherwise does nothing. */
  readonly progress: (done: number, total?: number, message?: string) => void;
  /**
   * Sends one request.
   * @param retry whether it may be sent again after a connection error, 429, 502, 503 or 504.
   * @throws KestraError where there is no answer. An answer of any status but a redirect is returned.
   */
  readonly send: (plan: RequestPlan, options: SendOptions) => Promise<Answer>;
}

export interface SendOptions {
  readonly retry: boolean;
  /** Called as the events of a stream come in, with how many there were. */
  readonly onEvents?: (count: number) => void;
}

/** Kestra's answer, its body read to the end. */
export interface Answer {
  readonly status: number;
  /** Without parameters and in lower case; empty where there is no body. */
  readonly mediaType: string;
  /** Of an event stream the JSON of a `StreamAnswer`. */
  readonly text: string;
  /** The same before it was decoded, where it may be no text. */
  readonly bytes?: Uint8Array;
}

/** An event stream, as its readers see it: a JSON answer like any other. */
export interface StreamAnswer {
  readonly events: readonly StreamEvent[];
  /** False where the deadline came first: there would have been more. */
  readonly ended: boolean;
}

export interface StreamEvent {
  readonly id?: string;
  readonly event?: string;
  /** Decoded where it is JSON, else the text. */
  readonly data: unknown;
}
