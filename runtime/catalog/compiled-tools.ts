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
      const tool = byName(tools, name);
      if (tool !== undefined) return { tool };
      const not = byName(hidden, name);
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

function byName<T extends { readonly name: string; readonly aliases?: readonly string[] }>(
  all: readonly T[],
  name: string,
): T | undefined {
  return all.find((one) => one.name === name) ?? all.find(({ aliases }) => aliases?.includes(name));
}
