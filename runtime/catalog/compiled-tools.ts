import { didYouMean } from "../near-miss.ts";
import { shownOf, type Selection } from "./select.ts";
import type { ToolSource } from "./tool-source.ts";
import type { ToolDefinition } from "../tool/definition.ts";

const made = new WeakMap<Selection, ToolSource>();

/** The tools that were compiled, as far as they are selected: one source for all sessions of a selection. */
export function compiledTools(selection: Selection): ToolSource {
  const known = made.get(selection) ?? create(selection);
  made.set(selection, known);
  return known;
}

function create({ selected, hidden }: Selection): ToolSource {
  const tools = selected.map(({ tool }) => tool);
  const [toolOf, hiddenOf] = [byName(tools), byName(hidden)];
  /** There is a list for each line and edition. */
  const lists = new Map<string, readonly ToolDefinition[]>();
  return {
    list(known) {
      const what = `${known.line ?? ""} ${known.edition ?? ""}`;
      const list = lists.get(what) ?? selected.flatMap((one) => shownOf(one, known) ?? []);
      lists.set(what, list);
      return list;
    },
    find(name) {
      const tool = toolOf.get(name);
      if (tool !== undefined) return { tool };
      const not = hiddenOf.get(name);
      if (not !== undefined) return { hidden: not.reason };
      return {
        guess: didYouMean(
          name.slice(0, 80),
          tools.map((one) => one.name),
        ),
      };
    },
    // What was compiled stays as it is.
    onChange: () => () => undefined,
  };
}

/** By their names, and by former ones that no other has now; of two with one name the first. */
function byName<T extends { readonly name: string; readonly aliases?: readonly string[] }>(
  all: readonly T[],
): ReadonlyMap<string, T> {
  const former = all.flatMap((one) => (one.aliases ?? []).map((alias) => [alias, one] as const));
  return new Map([...former.toReversed(), ...all.map((one) => [one.name, one] as const).toReversed()]);
}
