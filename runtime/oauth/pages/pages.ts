import { accountPage } from "./account.ts";
import { consentPage } from "./consent.ts";
import { documentOf, pageHeaders } from "./document.ts";
import { errorPage, forwardPage, noRolePage, refusedPage, signedOutPage } from "./messages.ts";
import type { ServerPages } from "./page.ts";

/** The pages of this server. */
export const pages: ServerPages = {
  consent: consentPage,
  error: errorPage,
  noRole: noRolePage,
  refused: refusedPage,
  forward: forwardPage,
  account: accountPage,
  signedOut: signedOutPage,
  documentOf,
  headers: pageHeaders,
};
