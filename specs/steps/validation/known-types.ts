import type { Similarity } from "../flow/similarity.ts";

interface Element {
  readonly cls?: string | null | undefined;
}

/** A plugin as Kestra lists it. */
export interface ListedPlugin {
  readonly group?: string | null | undefined;
  readonly aliases?: readonly unknown[] | null | undefined;
  readonly tasks?: readonly Element[] | null | undefined;
  readonly triggers?: readonly Element[] | null | undefined;
  readonly taskRunners?: readonly Element[] | null | undefined;
  readonly additionalPlugins?: readonly Element[] | null | undefined;
}

/** Types that are proposed at most. */
const most = 3;
const alike = 0.75;

/** The types that an instance has, in their order. */
export function typesOf(plugins: readonly ListedPlugin[]): readonly string[] {
  const classes = plugins.flatMap(({ tasks, triggers, taskRunners, additionalPlugins }) =>
    [tasks, triggers, taskRunners, additionalPlugins]
      .flatMap((list) => list ?? [])
      .map(({ cls }) => cls ?? ""),
  );
  return [...new Set(classes)].filter((cls) => cls !== "");
}

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

/**
 * The plugin that a type is of, where the instance has nothing of it: `io.kestra.plugin.aws`. Undefined for a type of a plugin
 * that is there, and for one of no plugin's form.
 */
export function missingPlugin(type: string, types: readonly string[]): string | undefined {
  const prefix = /^(?:\w+\.)+plugin\.\w+(?=\.)/.exec(type)?.[0];
  if (prefix === undefined || types.length === 0) return undefined;
  return types.some((it) => it.startsWith(`${prefix}.`)) ? undefined : prefix;
}

function split(type: string): { readonly name: string; readonly group: string } {
  const at = type.lastIndexOf(".");
  return { name: type.slice(at + 1), group: type.slice(0, Math.max(0, at)) };
}
