import type { SandboxAnswer } from "../http/route.ts";
import type { Registry } from "./registry.ts";

export interface PublicRequest {
  /** The named groups of the route's path, decoded. */
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: URLSearchParams;
}

/** A route of the public service. All of them are read. */
export interface PublicRoute {
  /** Of the path below `/v1`. */
  readonly path: RegExp;
  /** Undefined where there is no such thing. */
  readonly answer: (request: PublicRequest, registry: Registry) => SandboxAnswer | undefined;
}
