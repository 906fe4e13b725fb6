import type { ToolModel } from "./model.ts";

/** Toolsets, as far as they say what their tools are made with: names of specs. */
export type Makers = Readonly<
  Record<string, { readonly made?: { readonly list: string; readonly run: string } }>
>;

/** Models apart: those that are tools, and those that tools are made with of what an instance has. */
export function apart(
  models: readonly ToolModel[],
  toolsets: Makers,
): { readonly tools: readonly ToolModel[]; readonly makers: readonly ToolModel[] } {
  const isMaker = ({ name, toolset }: ToolModel): boolean => {
    const made = toolsets[toolset]?.made;
    return made !== undefined && [made.list, made.run].includes(name);
  };
  return { tools: models.filter((it) => !isMaker(it)), makers: models.filter(isMaker) };
}
