import type { Line } from "../line/line.ts";
import type { Kestra } from "../kestra/kestra.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  /** Only parts that are files have one. */
  readonly filename?: string;
  readonly contentType?: string;
  readonly bytes: Uint8Array;
}

export interface SandboxRequest {
  readonly method: Method;
  /** As sent, percent-encoding included, without the query. */
  readonly path: string;
  /** As sent, with the query: what Kestra's error bodies quote. */
  readonly href: string;
  /** The path parameters of the route, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case; a header that was sent several times is joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Names as the client wrote them. */
  readonly sentHeaders: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
  /** The parts of a multipart body; none where the body is of another kind. Parsed on the first call. */
  parts(): readonly Part[];
  /** Aborted when the client hangs up. */
  readonly signal: AbortSignal;
}

export interface ServerEvent {
  readonly id?: string;
  readonly event?: string;
  /** One line of JSON. */
  readonly data: string;
}

export type AnswerBody =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly value: unknown; readonly type?: string }
  | { readonly kind: "text"; readonly text: string; readonly type: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly type: string }
  /** The server closes the connection when the events end. */
  | { readonly kind: "events"; readonly events: AsyncIterable<ServerEvent> };

export interface SandboxAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: AnswerBody;
}

/**
 * One operation that the sandbox answers. A path as in Kestra's OpenAPI: `/api/v1/{tenant}/flows/{namespace}/{id}`. A handler
 * may throw a `Refusal` instead of answering.
 */
export interface Route {
  readonly method: Method;
  readonly path: string;
  /** Where it is of some lines only. */
  readonly lines?: readonly Line[];
  handle(request: SandboxRequest, kestra: Kestra): SandboxAnswer | Promise<SandboxAnswer>;
}
