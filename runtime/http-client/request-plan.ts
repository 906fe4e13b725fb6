import type { Json } from "../json.ts";
import type { Said } from "../text/said.ts";
import type { Method } from "../network/wire-request.ts";

/** A value of a query parameter. An array repeats the parameter; `undefined` and `null` leave it out. */
export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

/**
 * One HTTP request as plain data: nothing is sent. `path` starts at the base URL's root (`/api/v1/...`), is
 * percent-encoded but for a literal `{tenant}`, which the connection fills in.
 */
export interface RequestPlan {
  /** The service that it is for; absent: Kestra. */
  readonly service?: string;
  readonly method: Method;
  readonly path: string | Said;
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Headers of the operation itself; a value of `undefined` is left out. Never credentials. */
  readonly headers?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: PlannedBody | undefined;
}

export type PlannedBody =
  | { readonly kind: "json"; readonly value: Json }
  | { readonly kind: "text"; readonly mediaType: string; readonly text: string }
  | { readonly kind: "multipart"; readonly parts: readonly Part[] };

/** One part of a multipart body. With `filename` it is a file; `base64` marks `content` as base64 of its bytes. */
export interface Part {
  readonly name: string;
  readonly content: string;
  readonly base64?: boolean;
  readonly filename?: string;
  readonly mediaType?: string;
}
