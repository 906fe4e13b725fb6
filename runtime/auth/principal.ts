import type { Permission } from "./permission.ts";

/** How it was proved who calls: not at all, by the one token that the operator gave out, or by one of several with names. */
export type Proof = "none" | "static token" | "named token";

/** Who calls, as far as it was proved. Plain data: it can be logged, compared and sent. */
export interface Principal {
  /** The name that the issuer gave, which never changes and is never given to somebody else. */
  readonly subject: string;
  /** The URL of who vouches for the subject; absent where this server does. */
  readonly issuer?: string;
  /** What the issuer says that the subject is. */
  readonly roles: readonly string[];
  /** What the subject allowed the client to do. */
  readonly scopes: readonly string[];
  readonly proof: Proof;
  /** Of what the operator allows everybody: `all`, or what roles allow. */
  readonly permission: Permission | "all";
}

/** Somebody who was asked for no proof: the operator's own user over stdio, anyone over HTTP without a token. */
export const nobody: Principal = {
  subject: "nobody",
  roles: [],
  scopes: [],
  proof: "none",
  permission: "all",
};

/** Whoever has the static token: the operator. */
export const tokenHolder: Principal = { ...nobody, subject: "bearer", proof: "static token" };
