import { html, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import { styleElement, styleHash } from "./style.ts";

/**
 * What every page is sent with: it loads and runs nothing, is shown in no frame, kept by nobody, and its address is told to no
 * other site. `same-origin` and not `no-referrer`, since browsers that may not tell a page's origin do not tell it of its forms
 * either, and that is looked at.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": [
    "default-src 'none'",
    `style-src ${styleHash}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
};

/** A page with all around it: one heading, which is its title. */
export function documentOf({ title, body, forward }: Page): string {
  const refresh: Html | undefined =
    forward === undefined ? undefined : html`<meta http-equiv="refresh" content="0; url=${forward}" />`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${refresh}
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.markup;
}
