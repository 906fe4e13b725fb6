import type { IncomingMessage, ServerResponse } from "node:http";
import { StoreError } from "../../errors.ts";
import type { Visit } from "../../transport/http/checks/check.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { outboxOf } from "../../transport/http/wire/outbox.ts";
import { HttpRefusal } from "../../transport/http/wire/refusal.ts";
import { pageHeaders } from "../pages/document.ts";
import type { Page, ServerPages } from "../pages/page.ts";
import { sendPage } from "../pages/send-page.ts";
import type { Addresses } from "../protocol/addresses.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import { UpstreamError } from "../upstream/upstream.ts";

/** Where a browser is sent, or what it is shown. */
export type PageAnswer = Page | { readonly redirect: string };

/** A page that says why something did not work. Its message tells the user what to do. */
export class PageError extends Error {
  override readonly name = "PageError";
  readonly status: number;
  readonly title: string;

  constructor(status: number, title: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.title = title;
  }
}

/** An endpoint for browsers: its errors are pages. */
export function pageEndpoint(
  route: Pick<HttpRoute, "name" | "matches" | "methods">,
  pages: ServerPages,
  answer: (visit: Visit) => Promise<PageAnswer>,
): HttpRoute {
  return {
    ...route,
    checks: [],
    async serve(visit) {
      send(visit.response, await answer(visit).catch((error: unknown) => errorPage(pages, error, visit.id)));
    },
  };
}

/** A form must come of our own page: browsers say so, and no page of others can make them say it. */
export function requireOwnOrigin({ headers }: IncomingMessage, { origin }: Addresses): void {
  if (headers.origin === origin) return;
  throw new PageError(
    403,
    "Not from here",
    "This form was not sent by a page of this server. Go back and try again.",
  );
}

function errorPage(pages: ServerPages, error: unknown, id: string): Page {
  const { status, title, message } = toldOf(error, id);
  return pages.error(status, title, message);
}

/** @param id of the request: by it the operator finds why */
function toldOf(error: unknown, id: string): Pick<PageError, "status" | "title" | "message"> {
  if (error instanceof PageError) return error;
  if (error instanceof OAuthError || error instanceof HttpRefusal)
    return { status: error.status, title: "This request is not understood", message: error.message };
  if (error instanceof StoreError)
    return { status: 503, title: "Not now", message: "This server cannot reach its store. Try again later." };
  if (error instanceof UpstreamError)
    return {
      status: 502,
      title: "The login did not work",
      message: `The identity provider could not be used. Try again later, or tell the operator of this server, with the number of this request: ${id}.`,
    };
  throw error;
}

function send(response: ServerResponse, answer: PageAnswer): void {
  if (!response.req.complete) response.setHeader("Connection", "close");
  if (!("redirect" in answer)) {
    sendPage(response, answer);
    return;
  }
  const { "Content-Type": _, ...headers } = pageHeaders;
  response.writeHead(303, { ...headers, Location: answer.redirect, "Content-Length": 0 });
  void outboxOf(response).end(response);
}
