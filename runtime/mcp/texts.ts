import { invalidParams, ProtocolError, type Handler } from "./handler.ts";
import { isObject } from "../json.ts";
import { didYouMean } from "../near-miss.ts";
import type { PromptDefinition } from "../catalog/texts.ts";
import { viewOf } from "../access/view-of.ts";

/** The prompts that a caller may pick, where there are any. */
export const promptMethods = {
  "prompts/list": async ({ cursor }, { session, principal }) => {
    refuseCursor(cursor);
    const { selection } = await viewOf(session, principal);
    const prompts = selection.prompts.map((one) => without(one, "messages"));
    return { prompts };
  },
  "prompts/get": async ({ name, arguments: given = {} }, { session, principal }) => {
    const { selection } = await viewOf(session, principal);
    const prompt = promptNamed(selection.prompts, name);
    const values = valuesOf(prompt, given);
    const messages = prompt.messages.map(({ role, content }) => ({
      role,
      content: { ...content, text: filled(content.text, values) },
    }));
    const { description } = prompt;
    return { ...(description === undefined ? {} : { description }), messages };
  },
} satisfies Readonly<Record<string, Handler>>;

/** @throws ProtocolError, as there is one page */
export function refuseCursor(cursor: unknown): void {
  if (cursor === undefined) return;
  throw new ProtocolError(invalidParams, "There is one page only: no cursor is valid.");
}

/** What is listed of it: all but what it says. */
export function without(one: object, content: string): object {
  return Object.fromEntries(Object.entries(one).filter(([key]) => key !== content));
}

function promptNamed(prompts: readonly PromptDefinition[], wanted: unknown): PromptDefinition {
  const found = prompts.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = prompts.map(({ name }) => name);
  throw new ProtocolError(invalidParams, `Unknown prompt: ${withGuess(wanted, names)}`);
}

/** What was wanted and is none of these, and which of them was meant. */
export function withGuess(wanted: unknown, names: readonly string[]): string {
  const word = typeof wanted === "string" ? wanted.slice(0, 200) : "";
  return `${word}.${didYouMean(word, names)}`;
}

/** @throws ProtocolError for an argument that is missing, is not a text, or is none of the prompt's */
function valuesOf(
  { name, arguments: known = [] }: PromptDefinition,
  given: unknown,
): Readonly<Record<string, string>> {
  if (!isObject(given)) throw new ProtocolError(invalidParams, "arguments must be an object.");
  const missing = known.find((one) => one.required === true && !Object.hasOwn(given, one.name));
  if (missing !== undefined) throw new ProtocolError(invalidParams, `${name}: ${missing.name} is required.`);
  const entries = Object.entries(given).map(([key, value]) => {
    if (!known.some((one) => one.name === key)) {
      const guess = didYouMean(
        key,
        known.map((one) => one.name),
      );
      throw new ProtocolError(
        invalidParams,
        `${name}: there is no argument ${JSON.stringify(key.slice(0, 60))}.${guess}`,
      );
    }
    if (typeof value !== "string") throw new ProtocolError(invalidParams, `${name}: ${key} must be a text.`);
    return [key, value] as const;
  });
  return Object.fromEntries([...known.map((one) => [one.name, ""] as const), ...entries]);
}

/** A hole that is no argument stays as it is: it may be a part of the text. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? "") : hole,
  );
}
