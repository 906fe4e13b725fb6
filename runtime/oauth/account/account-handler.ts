import type { Principal } from "../../auth/principal.ts";
import type { AskedBy } from "../../observe/observer.ts";
import type { GrantView, Page } from "../pages/page.ts";

/** Who looks at the account page: somebody who logged in there, or an application that acts for them. */
export interface AccountUser {
  readonly principal: Principal;
  /** The request by which they came. */
  readonly by?: AskedBy | undefined;
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
  /** What applications ask in place of the page, by the paths of the server that this one replaces; absent: nothing is kept. */
  readonly credentials?: AccountCredentials | undefined;
}

/** Of whom a credential is. */
export type CredentialOwner = Pick<AccountUser, "id" | "principal" | "by">;

/** Users' own credentials for Kestra, without a page. */
export interface AccountCredentials {
  /** Undefined where a user has none. @param user the id of the user's record */
  registered(user: string): Promise<object | undefined>;
  /** Keeps a token where Kestra takes it. @throws InputError with why it does not */
  set(
    owner: CredentialOwner,
    secret: { readonly kind: "token"; readonly token: string },
    signal: AbortSignal,
  ): Promise<unknown>;
  /** @returns whether there was one */
  remove(owner: CredentialOwner): Promise<boolean>;
}
