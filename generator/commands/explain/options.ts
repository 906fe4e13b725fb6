import { didYouMean } from "../../../runtime/near-miss.ts";

/** What is to be explained; `error` where that cannot be told. */
export interface ExplainOptions {
  readonly tool?: string;
  /** One of its arguments; all of them where absent. */
  readonly argument?: string | undefined;
  /** One release line; all of them where absent. */
  readonly line?: string | undefined;
  readonly error?: string;
}

const usage =
  "npm run explain -- TOOL [ARGUMENT] [--line LINE], such as: npm run explain -- find_it --line 2.0";

/** Reads `TOOL [ARGUMENT] [--line LINE]`. */
export function explainOptions(words: readonly string[]): ExplainOptions {
  const rest: string[] = [];
  let line: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    const [, inline] = /^--line=(.*)$/u.exec(word) ?? [];
    if (inline !== undefined) line = inline;
    else if (word === "--line") line = words[++i] ?? "";
    else if (/^--(?!help$)/u.test(word))
      return { error: `There is no option ${word}.${near(word)}\n${usage}` };
    else rest.push(word);
  }
  const [tool, argument] = rest;
  if (tool === undefined || rest.length > 2 || tool.startsWith("-") || line === "") return { error: usage };
  return { tool, ...(argument !== undefined && { argument }), ...(line !== undefined && { line }) };
}

function near(word: string): string {
  return didYouMean(word.replace(/=.*$/u, ""), ["--line"]);
}
