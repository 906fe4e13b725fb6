import type { Principal } from "../../auth/principal.ts";
import type { Account, CallerLogin } from "../../tool/caller.ts";
import type { Said } from "../../text/said.ts";

/** Whose credentials a user's calls have. */
export type UsedCredentials = Extract<CallerLogin["whose"], "own" | "impersonated" | "operator">;

/** The ways to Kestra of users who log in, each with what is that user's. `S`: a session. */
export interface UserSessions<S> {
  /**
   * Where the calls of a caller go now: what the user registers or removes counts from the next call on.
   * @returns undefined for who is no user
   * @throws InputError where the user may not go there; StoreError
   */
  of(principal: Principal): Promise<UserWay<S> | undefined>;
  /** What a user may register; undefined of who is no user, and where nothing is kept. */
  account(principal: Principal): Account | undefined;
}

/** Where the calls of a user go. */
export interface UserWay<S> {
  readonly session: S;
  /** Why nothing may be sent there. */
  readonly missing?: MissingCredentials;
  /** The call is over. */
  readonly release: () => void;
}

/** A user who must register credentials first. */
export interface MissingCredentials {
  readonly said: Said;
  /** Where, if there is such a page; it holds no secret, and says by itself whom it is for, once they have logged in. */
  readonly link?: string;
}
