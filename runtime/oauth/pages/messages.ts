import { html } from "./html.ts";
import type { NoRoleView, Page, RefusedView } from "./page.ts";

/** Something went wrong. @param message in our own words, which tell the user what to do */
export function errorPage(status: number, title: string, message: string): Page {
  return { status, title, body: html`<p>${message}</p>` };
}

/** Of somebody who logged in and may do nothing. */
export function noRolePage({ who, reason, back }: NoRoleView): Page {
  return {
    status: 403,
    title: "You have no role here",
    body: html`<p>
        You are logged in${who === undefined ? "" : html` as <strong>${who}</strong>`}, and no role lets you
        use Kestra by this server.
      </p>
      ${reason === undefined ? "" : html`<p>${reason}</p> `}
      <p>Ask whoever runs this server for a role. A new one counts at the next login.</p>
      ${back === undefined ? "" : html`<p><a href="${linked(back)}">Back to the application</a></p>`}`,
  };
}

/** Of an application that may have been made to send people there: nobody leaves our pages without knowing it. */
export function refusedPage({ reason, back, redirectHost }: RefusedView): Page {
  return {
    status: 400,
    title: "The application asked in a wrong way",
    body: html`<p>${reason}</p>
      <p>
        The application can be told so at <strong>${redirectHost}</strong>, an address that it chose by
        itself. Go there only if you just came from it.
      </p>
      <p><a href="${linked(back)}">Back to ${redirectHost}</a></p>`,
  };
}

/** Sends the browser on, and shows a link where it does not go. */
export function forwardPage(url: string): Page {
  const to = linked(url);
  return {
    status: 200,
    title: "One moment",
    body: html`<p>
      You are sent back to the application. If nothing happens: <a href="${to}">go on</a>. You can close this
      page then.
    </p>`,
    forward: to,
  };
}

/** After logging out of the account page. */
export function signedOutPage(account: string): Page {
  return {
    status: 200,
    title: "You are logged out",
    body: html`<p>
        Of this page alone: applications keep their access, and your identity provider may still know you.
      </p>
      <p><a href="${linked(account)}">Log in again</a></p>`,
  };
}

/** What runs, or holds, code in place of an address. */
const code = /^\s*(?:javascript|data|vbscript|blob|about|view-source|file):/i;

/** A URL for a link. @throws Error for one that would run something; none of these was ever let in */
function linked(url: string): string {
  if (code.test(url) || !URL.canParse(url)) throw new Error("That is no address to send a browser to.");
  return url;
}
