import { serviceSaid } from "../network/connection.ts";
import { own, say, type Said } from "../text/said.ts";
import type { Answer } from "./answer.ts";

/** What answered in place of an API that answers no HTML. */
export function pageSaid({ of = {} }: Pick<Answer, "of">): Said {
  return say`an HTML page answered, which is not ${serviceSaid(of)}'s API: is ${own(of.baseUrlFrom ?? "KESTRA_BASE_URL")} right, or does a proxy stand between?`;
}

/** A reader was given a page, whatever the head of the answer says of it. */
export class PageError extends Error {
  override readonly name = "PageError";
}

/** Whether an answer says that it is a page, such as a login; no route of Kestra's answers one, and files come as bytes. */
export function isPage({ mediaType }: Pick<Answer, "mediaType">): boolean {
  return mediaType === "text/html" || mediaType === "application/xhtml+xml";
}

/** Whether a body is one, where what is wanted is neither a text nor a file. */
export function looksLikePage({ text }: Pick<Answer, "text">): boolean {
  return /^\s*<(?:!doctype\s+html|html)\b/i.test(text.slice(0, 1000));
}
