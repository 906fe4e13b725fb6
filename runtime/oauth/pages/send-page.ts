import type { ServerResponse } from "node:http";
import { outboxOf } from "../../transport/http/wire/outbox.ts";
import { documentOf, pageHeaders } from "./document.ts";
import type { Page } from "./page.ts";

/** Sends a page. @param headers besides those of every page, such as `Set-Cookie` */
export function sendPage(
  response: ServerResponse,
  page: Page,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  const bytes = Buffer.from(documentOf(page));
  for (const [name, value] of Object.entries({ ...pageHeaders, ...headers })) response.setHeader(name, value);
  response.writeHead(page.status, { "Content-Length": bytes.length });
  void outboxOf(response).end(response, bytes);
}
