import { visible } from "../../text/visible.ts";

/**
 * Markup in which all that is foreign was escaped. Only `html` makes it, so that no text gets into a page by mistake; it has no
 * text of its own, so that it does not get into a sentence either.
 */
export class Html {
  /** Never to be made of a text. */
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  /** What is sent, where all of a page is done. */
  get markup(): string {
    return this.#markup;
  }

  /** @internal by `html` alone: the texts of a template are ours, since a tag's first argument cannot be made at run time */
  static of(texts: TemplateStringsArray, holes: readonly HtmlHole[]): Html {
    const parts = texts.flatMap((text, at) => [text, at < holes.length ? filled(holes[at]) : ""]);
    return new Html(parts.join(""));
  }
}

/** What may stand in a hole: a text, which is escaped, markup, several of both, or nothing. */
export type HtmlHole = string | number | Html | undefined | readonly HtmlHole[];

/**
 * A piece of a page: what is written out is ours, and what stands in a hole is escaped unless it is markup itself. A hole is the
 * text of an element, or a whole value of an attribute between double quotes; characters that are not seen are written out.
 */
export function html(texts: TemplateStringsArray, ...holes: readonly HtmlHole[]): Html {
  return Html.of(texts, holes);
}

function filled(hole: HtmlHole): string {
  if (hole === undefined) return "";
  if (hole instanceof Html) return hole.markup;
  if (typeof hole === "object") return hole.map(filled).join("");
  return escaped(visible(String(hole)));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (it) => entities[it] ?? "");
}
