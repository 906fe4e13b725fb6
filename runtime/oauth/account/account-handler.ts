import type { Principal } from "../../auth/principal.ts";
import type { GrantView, Page } from "../pages/page.ts";

/** Who looks at the account page: somebody who logged in there, or an application that acts for them. */
export interface AccountUser {
  readonly principal: Principal;
  /** The id of the user's record, which credentials are kept by. */
  readonly id: string;
  /** What each form of the page sends back as `csrf`; it was checked before a post is handed on. */
  readonly csrf: string;
  /** Where forms are posted. */
  readonly action: string;
  readonly grants: readonly GrantView[];
}

/** What the account page holds besides the grants. */
export interface AccountHandler {
  get(user: AccountUser): Promise<Page>;
  /** @param form without `csrf` */
  post(user: AccountUser, form: URLSearchParams): Promise<Page>;
  /** What applications ask in place of the page, by the paths of the server that this one replaces. */
  readonly credentials: AccountCredentials;
}

/** The user's own credential for Kestra, without a page. */
export interface AccountCredentials {
  /** Whether there is one. */
  has(user: Principal): Promise<boolean>;
  /** Verifies and keeps a token. @returns why it is not kept, in a sentence; undefined where it is */
  put(user: Principal, token: string): Promise<string | undefined>;
  /** @returns whether there was one */
  remove(user: Principal): Promise<boolean>;
}
