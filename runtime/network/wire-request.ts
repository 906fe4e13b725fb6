/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: Method;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Context path, path and query, encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
