import { isObject } from "../../../runtime/json.ts";
import { plainLine } from "../catalog/plain-line.ts";

/** A page of the docs, as the list of all tells it. */
export interface DocEntry {
  /** `docs/concepts/storage` */
  readonly path: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

/** Characters of a path; what is longer is none. */
const longestPath = 300;

/** All pages, in the order of the navigation. @param all as the public catalogue answers: by their paths */
export function docEntries(all: unknown): readonly DocEntry[] {
  return Object.entries(isObject(all) ? all : {}).flatMap(([at, page]) => {
    const path = at.split("/").filter(Boolean).join("/");
    if (!isObject(page) || /\s/.test(path) || plainLine(path, longestPath) !== path) return [];
    const { title, sidebarTitle, description } = page;
    const line = (text: unknown) => (typeof text === "string" ? plainLine(text, 160) : undefined);
    return [{ path, title: line(sidebarTitle) ?? line(title), description: line(description) }];
  });
}

/**
 * The pages right below one: those between which and it there is no other page.
 * @returns undefined where there is no such page, and none below it
 */
export function docChildren(entries: readonly DocEntry[], parent: string): readonly DocEntry[] | undefined {
  const paths = new Set(entries.map(({ path }) => path));
  const below = entries.filter(({ path }) => path.startsWith(`${parent}/`));
  if (below.length === 0 && !paths.has(parent)) return undefined;
  return below.filter(({ path }) => {
    const steps = path.slice(parent.length + 1).split("/");
    return steps.every((_, i) => i === 0 || !paths.has([parent, ...steps.slice(0, i)].join("/")));
  });
}
