import type { Principal } from "../../auth/principal.ts";
import type { AskedBy } from "../../observe/observer.ts";
import type { Account, CallerLogin } from "../../tool/caller.ts";
import type { Said } from "../../text/said.ts";

/** Whose credentials a user's calls have. */
export type UsedCredentials = Extract<CallerLogin["whose"], "own" | "impersonated" | "operator">;

/** The ways to Kestra of users who log in, each with what is that user's. `S`: a session. */
export interface UserSessions<S> {
  /**
   * Where the calls of a caller go now: what the user registers or removes counts from the next call on.
   * @returns undefined for who is no user. Where nothing may be sent, calls that need no Kestra go on.
   */
  of(principal: Principal): Promise<UserWay<S> | undefined>;
  /** What a user may register; undefined of who is no user, and where nothing is kept. */
  account(principal: Principal, by?: AskedBy): Account | undefined;
}

/** Where the calls of a user go. */
export interface UserWay<S> {
  readonly session: S;
  /** Why nothing may be sent there. */
  readonly missing?: MissingCredentials;
  /** The call is over. */
  readonly release: () => void;
}

/** Why a user has no credentials for Kestra. */
export interface MissingCredentials {
  /** Whole sentences: what is the matter, and what to do. */
  readonly said: Said;
  /** It is more than that none were registered. */
  readonly isRefused?: true;
  /** Where, if there is such a page; it holds no secret, and says by itself whom it is for, once they have logged in. */
  readonly link?: string;
}
