import type { Claims } from "../access/claims.ts";

/** Who logged in at the identity provider, as it said it in a checked ID token, and what it says of them. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly name?: string;
  readonly email?: string;
  readonly emailVerified: boolean;
  /** All that the ID token says, for roles. */
  readonly claims: Claims;
  /** What the login can be asked again with, later and without the user; absent where the provider gave none. */
  readonly refreshToken?: string;
}
