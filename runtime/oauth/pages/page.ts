import type { OAuthScope } from "../../auth/scopes.ts";
import type { Html } from "./html.ts";

/** A page for a browser, without its frame. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly body: Html;
  /** Where the browser goes on by itself, by a meta refresh: Chrome holds a redirect after a form against `form-action`. */
  readonly forward?: string;
}

/** What an application that asks for access is, and what of it is known. All texts are foreign. */
export interface ApplicationView {
  /** As it calls itself; absent where it says nothing. */
  readonly name?: string;
  /** The host that vouches for its metadata document; absent of one that registered, whose name anybody could have chosen. */
  readonly metadataHost?: string;
  /** Whether the operator named it in a file: then its name is the operator's. */
  readonly isOperators: boolean;
  /** Where the answer goes: `claude.ai`, `localhost:3118`, `cursor:` of a scheme of its own. */
  readonly redirectHost: string;
  /** Whether that is a program of the user's machine, which may be any. */
  readonly isLoopback: boolean;
}

/**
 * What the page asks that lets an application in. Its form is posted to `action` with `pending`, which is `login` (a field of that
 * name is filled in by password managers), `csrf`, `scope` (once for each box that is ticked) and `decision`, which is `allow` or
 * `deny`.
 */
export interface ConsentView {
  readonly action: string;
  /** Of the pending login, as the form sends it back. */
  readonly login: string;
  readonly csrf: string;
  /** The server, by its public URL. */
  readonly server: string;
  readonly application: ApplicationView;
  /** In their order. */
  readonly scopes: readonly { readonly scope: OAuthScope; readonly isAsked: boolean }[];
}

/** A user who logged in and may do nothing. */
export interface NoRoleView {
  /** A name or an address; absent where the provider told none. */
  readonly who?: string;
  /** Why, where it is known: of a user in too many groups. */
  readonly reason?: string;
  /** Where the application is told so; absent on the account page. */
  readonly back?: string;
}

/** An application that asks in a way that is refused, and that nobody vouches for. */
export interface RefusedView {
  /** Why, in our own words. */
  readonly reason: string;
  /** Where the application is told so. */
  readonly back: string;
  /** As on the consent page: `app.example.com`. */
  readonly redirectHost: string;
}

/** What a user gave an application. */
export interface GrantView {
  readonly id: string;
  /** The application's name, or its id. */
  readonly application: string;
  readonly scopes: readonly string[];
  /** Since the epoch, in milliseconds. */
  readonly born: number;
}

/**
 * The account page. Each grant has a form that is posted to `action` with `csrf`, `do` = `end-grant` and `grant`; the log-out form
 * has `do` = `log-out`.
 */
export interface AccountView {
  readonly action: string;
  readonly csrf: string;
  readonly server: string;
  readonly who: string;
  readonly grants: readonly GrantView[];
  /** What was just done. */
  readonly notice?: string;
  /** What else stands on it, such as credentials for Kestra. */
  readonly sections: readonly Html[];
}

/** All pages that the authorization server shows. */
export interface ServerPages {
  consent(view: ConsentView): Page;
  /** @param message in our own words, which tell the user what to do */
  error(status: number, title: string, message: string): Page;
  noRole(view: NoRoleView): Page;
  refused(view: RefusedView): Page;
  /** Sends the browser on. */
  forward(url: string): Page;
  account(view: AccountView): Page;
  /** @param account where the account page is */
  signedOut(account: string): Page;
  /** A page with all around it. */
  documentOf(page: Page): string;
  /** `Content-Security-Policy` and what else every page is sent with. */
  readonly headers: Readonly<Record<string, string>>;
}
