import type { Permission } from "./permission.ts";

/**
 * How it was proved who calls: not at all, by the one token that the operator gave out, by one of several with names, by one
 * that this server gave a client for its user, or by one of another authorization server. In a browser it is the login.
 */
export type Proof = "none" | "static token" | "named token" | "access token" | "external token" | "login";

/** Of whoever logged in somewhere: what people know them by, and the client that acts for them. */
export interface User {
  readonly name?: string;
  readonly email?: string;
  /** Whether the issuer says that the address is theirs. */
  readonly emailVerified: boolean;
  /** The id of the client, and what it calls itself. */
  readonly client?: { readonly id: string; readonly name?: string };
  /** What the user gave the client, by which it can be ended; absent of a foreign token. */
  readonly grant?: string;
}

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
  /** Absent where nobody logged in. */
  readonly user?: User;
  /** Since the epoch, in milliseconds: when what proved it is over by itself; absent: never. */
  readonly until?: number;
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
