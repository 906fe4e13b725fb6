import type { Registry } from "./registry.ts";

/** What the search of the website finds. */
export interface Hit {
  readonly url: string;
  readonly type: "PLUGINS" | "DOCS" | "BLUEPRINTS" | "BLOGS";
  readonly title: string;
  readonly text: string;
}

/** All that can be found. */
function everything({ plugins, blueprints, pages, posts }: Registry): readonly Hit[] {
  return [
    ...plugins.flatMap(({ name, types }) =>
      types.map(({ cls, title = cls, description = "" }): Hit => {
        const text = `${cls} ${title} ${description}`;
        return { url: `/plugins/${name}/${cls.toLowerCase()}`, type: "PLUGINS", title, text };
      }),
    ),
    ...pages.map(({ path, title, description = "", body }): Hit => ({
      url: docUrl(path),
      type: "DOCS",
      title,
      text: `${title} ${description} ${body}`,
    })),
    ...blueprints.map(({ id, title, description }): Hit => ({
      url: `/blueprints/${id}`,
      type: "BLUEPRINTS",
      title,
      text: `${title} ${description}`,
    })),
    ...posts.map(({ url, title, description }): Hit => ({
      url,
      type: "BLOGS",
      title,
      text: `${title} ${description}`,
    })),
  ];
}

export function docUrl(path: string): string {
  return path === "" ? "/docs" : `/docs/${path}`;
}

/** The first place of a word in a text, as the website shows it. */
function highlight(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word);
  const part = text.slice(Math.max(0, at - 30), at + 60).replaceAll(/\s+/g, " ");
  const start = part.toLowerCase().indexOf(word);
  return `${part.slice(0, start)}<mark>${part.slice(start, start + word.length)}</mark>${part.slice(start + word.length)}`;
}

/** Those that hold every word; in titles first. */
export function found(registry: Registry, q: string): readonly Hit[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const weight = ({ title }: Hit): number =>
    words.filter((word) => title.toLowerCase().includes(word)).length;
  return everything(registry)
    .filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)))
    .toSorted((a, b) => weight(b) - weight(a));
}

/** A hit as the website answers it. */
export function rowOf({ url, type, title, text }: Hit, q: string) {
  const [word = ""] = q.toLowerCase().split(/\s+/).filter(Boolean);
  return { url, type, title, highlights: word === "" ? [] : [highlight(text, word)] };
}
