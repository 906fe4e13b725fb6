import { holesIn } from "../catalog/holes.ts";
import type { Given, PromptDefinition, PromptMessage } from "../catalog/texts.ts";
import { titleOf } from "../text/title.ts";
import { argumentsOf, type CallGrammar } from "./check-call.ts";

/** A prompt as its author writes it. */
export interface PromptGrammar {
  readonly title?: string;
  readonly description: string;
  readonly arguments?: Readonly<Record<string, ArgumentGrammar>>;
  readonly calls?: Readonly<Record<string, PromptCallGrammar>>;
  readonly messages: readonly MessageGrammar[];
}

export interface ArgumentGrammar {
  readonly description: string;
  readonly optional?: boolean;
  readonly default?: string;
  readonly complete?: string;
  /** Of the program's own prompts alone: `noun.name` of a function of `specs/functions`. */
  readonly with?: string;
}

export interface PromptCallGrammar extends CallGrammar, GivenGrammar {
  readonly pick?: readonly string[];
}

export interface GivenGrammar {
  readonly when?: string | readonly string[];
  readonly unless?: string | readonly string[];
}

/** One speaker's part. `optional`: it is left out where a tool that it names is hidden. */
export interface MessageGrammar extends GivenGrammar {
  readonly user?: string;
  readonly assistant?: string;
  readonly optional?: boolean;
}

/** What a prompt says, and which holes it has, for whoever checks it or gives it. */
export function textIn({ user, assistant }: MessageGrammar): string {
  return (user ?? assistant ?? "").trim();
}

/** Names as a list: one may stand alone. */
export function listOf(names: string | readonly string[] | undefined): readonly string[] {
  return names === undefined ? [] : [names].flat();
}

/** The words of a text in backticks that could be names of tools. */
export function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(/`([a-z][a-z0-9_]*)`/g)].map(([, word = ""]) => word);
}

/** What a prompt that was checked is. @param tools the names of all tools @param title where it says none */
export function promptOf(
  name: string,
  { title, description, arguments: taken = {}, calls = {}, messages }: PromptGrammar,
  tools: readonly string[],
): PromptDefinition {
  return {
    name,
    title: title ?? titleOf(name),
    description: description.trim(),
    arguments: Object.entries(taken).map(
      ([key, { description: said, optional, default: preset, complete, with: reader }]) => ({
        name: key,
        description: said.trim(),
        required: optional !== true && preset === undefined,
        ...(preset !== undefined && { default: preset }),
        ...(complete !== undefined && { complete }),
        ...(reader !== undefined && { reader }),
      }),
    ),
    calls: Object.fromEntries(
      Object.entries(calls).map(([key, call]) => [
        key,
        {
          tool: call.tool,
          with: argumentsOf(call),
          ...conditionOf(call),
          ...(call.pick !== undefined && { pick: call.pick }),
        },
      ]),
    ),
    messages: messages.map((message): PromptMessage => {
      const text = textIn(message);
      return {
        role: message.user === undefined ? "assistant" : "user",
        text,
        ...conditionOf(message),
        names: [...new Set(wordsIn(text).filter((word) => tools.includes(word)))],
        ...(message.optional === true && { optional: true }),
      };
    }),
  };
}

function conditionOf({ when, unless }: GivenGrammar): Given {
  return {
    ...(when !== undefined && { when: listOf(when) }),
    ...(unless !== undefined && { unless: listOf(unless) }),
  };
}

/** The arguments that a prompt uses nowhere. */
export function unusedArguments({
  arguments: taken = {},
  calls = {},
  messages,
}: PromptGrammar): readonly string[] {
  const used = new Set([
    ...Object.values(calls).flatMap((call) =>
      [
        ...Object.values(argumentsOf(call)).flatMap((value) =>
          typeof value === "string" ? holesIn(value) : [],
        ),
      ].map(({ name }) => name),
    ),
    ...messages.flatMap((one) => holesIn(textIn(one)).map(({ name }) => name)),
    ...[...Object.values(calls), ...messages].flatMap(({ when, unless }) => [
      ...listOf(when),
      ...listOf(unless),
    ]),
  ]);
  return Object.keys(taken).filter((name) => !used.has(name));
}
