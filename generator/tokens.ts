import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

/** What an agent reads of a tool before it calls it. */
export interface ReadByAgents {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
}

/** What a tool costs an agent: o200k_base tokens of its minified `{ name, description, inputSchema }`. */
export function tokensOf(tool: ReadByAgents): number {
  const { name, description, inputSchema } = tool;
  return countTokens(JSON.stringify({ name, description, inputSchema }));
}

/** Budgets, in tokens: a tool over `warn` is reported, one over `most` is refused, and so is a default list over `list`. */
export const budget = { warn: 350, most: 800, list: 10_000 } as const;
