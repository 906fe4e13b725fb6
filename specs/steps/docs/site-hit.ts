import { plainLine } from "../catalog/plain-line.ts";

/** What kestra.io finds. */
export interface SiteHit {
  readonly title?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly parsedUrl?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly highlights?: readonly string[] | null | undefined;
  readonly highlight?: string | null | undefined;
}

/** A row of an answer, its texts cut. */
export function siteRow({ title, url, parsedUrl, description, highlights, highlight }: SiteHit): object {
  return {
    title: plainLine(title, 120),
    url: plainLine(parsedUrl ?? url, 300),
    text: plainLine(description ?? highlights?.join(" … ") ?? highlight, 300),
  };
}
