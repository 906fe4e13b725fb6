import type { Known } from "../kestra/instance.ts";
import type { ToolDefinition } from "../tool/definition.ts";

/** Where tools come from. */
export interface ToolSource {
  /** Those that the instance can answer, as far as is known of it: the same array while they are the same. */
  list(known: Known): readonly ToolDefinition[];
  /** What a name, or a former one, means here, whether or not the instance can answer it. */
  find(name: string): FoundTool;
  /** Calls back when other tools come or go. @returns what ends that */
  onChange(listener: () => void): () => void;
}

/** What a name means: a tool, one that is hidden, or nothing. */
export type FoundTool =
  | { readonly tool: ToolDefinition }
  /** Why it is. */
  | { readonly hidden: string }
  /** What it may have been meant to be: ` Did you mean x?`, or nothing. */
  | { readonly guess: string };
