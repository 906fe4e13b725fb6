import { didYouMean } from "../near-miss.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { usualWord } from "../tool/usual-word.ts";

/** What a word is looked up in. */
export interface KnownTools {
  readonly tools: readonly ToolDefinition[];
  /** With whether each is on where nothing is configured. */
  readonly toolsets: Readonly<Record<string, { readonly default: boolean; readonly made?: true }>>;
  /** Name -> names of tools. */
  readonly presets: Readonly<Record<string, readonly string[]>>;
  /** The presets that stand for what reads alone of their tools. */
  readonly readingPresets?: readonly string[];
}

/**
 * The names of the tools that a word means: what is on by default, a toolset, a preset, a tool by its name or a former one, or a glob.
 * A toolset whose tools are made of what an instance has is known by its own name.
 * @returns a sentence that says what is wrong, where it means none
 */
export function toolsMeant(
  word: string,
  { tools, toolsets, presets }: KnownTools,
): readonly string[] | string {
  if (word === usualWord)
    return tools.filter(({ toolset }) => toolsets[toolset]?.default !== false).map(({ name }) => name);
  const pattern = globOf(word);
  const matched = tools
    .filter(
      ({ name, toolset, aliases }) =>
        toolset === word || [name, ...(aliases ?? [])].some((one) => pattern.test(one)),
    )
    .map(({ name }) => name);
  const preset = Object.hasOwn(presets, word) ? presets[word] : undefined;
  const toolset = Object.hasOwn(toolsets, word) ? toolsets[word] : undefined;
  if (matched.length > 0 || preset !== undefined || toolset !== undefined)
    return [...matched, ...(preset ?? []), ...(toolset?.made === true ? [word] : [])];
  const names = tools.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
  const known = [usualWord, ...Object.keys(toolsets), ...Object.keys(presets), ...names];
  const guess =
    didYouMean(word, known) ||
    ` Toolsets are ${Object.keys(toolsets).join(", ")}; ${usualWord} is all that is on by default.`;
  return `${JSON.stringify(word)} is not a toolset, preset or tool.${guess}`;
}

function globOf(word: string): RegExp {
  const literals = word.split("*").map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literals.join(".*")}$`);
}
