import type { Built } from "../build.ts";
import { catalog } from "../generated/catalog.ts";
import { tokensOf } from "../generator/tokens.ts";
import { row, type Row } from "./report/row.ts";

/** The rows of what a client reads of the tools. */
export function tokenRows(): readonly Row[] {
  const costs = catalog
    .map((tool) => ({ name: tool.name, tokens: tokensOf(tool) }))
    .sort((a, b) => b.tokens - a.tokens);
  const total = costs.reduce((sum, { tokens }) => sum + tokens, 0);
  const [largest] = costs;
  return [
    row("the list of all tools", "tokens", total),
    row("a list of 29 tools, each of the mean size", "tokens", Math.round((total / costs.length) * 29), {
      atMost: 6000,
    }),
    row(`the largest tool, ${largest?.name ?? ""}`, "tokens", largest?.tokens ?? 0, { atMost: 800 }),
  ];
}

/** The rows of what is shipped. */
export function sizeRows({ files }: Pick<Built, "files">): readonly Row[] {
  const kilobytes = (of: typeof files) => of.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  return [
    row("the bundle, what a start loads", "KB", kilobytes(files.filter(({ atStart }) => atStart))),
    row("the bundle, all of its files", "KB", kilobytes(files)),
  ];
}
