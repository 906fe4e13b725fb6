import type { Excerpt, ExcerptWish } from "./excerpt.ts";
import type { Connection } from "../network/connection.ts";
import type { Proxy } from "../network/proxy.ts";

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
  readonly wish?: ExcerptWish | undefined;
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
  /** Present where it was kept: where, and when it came, as ISO 8601 in UTC. */
  readonly kept?: { readonly in: "cache" | "file"; readonly at: string };
  /** Who was asked, for an error to name; absent: a Kestra at KESTRA_BASE_URL. */
  readonly of?: Pick<Connection, "service" | "baseUrlFrom">;
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
