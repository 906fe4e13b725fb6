import type { MethodContext } from "../handler.ts";
import { didYouMean } from "../../near-miss.ts";
import type { Texts } from "../../catalog/texts.ts";

const none: Texts = { prompts: [], templates: [], completions: {} };

/** What there is besides tools, for everybody. */
export async function textsOf({ session }: Pick<MethodContext, "session">): Promise<Texts> {
  return (await session.compiled.texts?.load()) ?? none;
}

/** What was wanted and is none of these, and which of them was meant. */
export function withGuess(wanted: unknown, names: readonly string[]): string {
  const word = typeof wanted === "string" ? wanted.slice(0, 200) : "";
  return `${word}.${didYouMean(word, names)}`;
}
