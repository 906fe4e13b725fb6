import type { Similarity } from "../flow/similarity.ts";

/** Types that are proposed at most. */
const most = 3;
const alike = 0.75;

/**
 * The types that a wrong one was probably meant to be, the likeliest first: what counts most is the name of the class,
 * which stays where a package moves.
 */
export function nearTypes(
  type: string,
  types: readonly string[],
  { rough }: Pick<Similarity, "rough">,
): string[] {
  const wanted = split(type);
  return types
    .map((it) => {
      const { name, group } = split(it);
      const byName = name.toLowerCase() === wanted.name.toLowerCase() ? 1 : rough(wanted.name, name);
      return { type: it, score: 0.7 * byName + 0.3 * rough(wanted.group, group) };
    })
    .filter(({ score }) => score >= alike)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map((it) => it.type);
}

function split(type: string): { readonly name: string; readonly group: string } {
  const at = type.lastIndexOf(".");
  return { name: type.slice(at + 1), group: type.slice(0, Math.max(0, at)) };
}
