import { holesIn } from "../../catalog/holes.ts";
import type { PromptDefinition, PromptMessage } from "../../catalog/texts.ts";
import type { ShownTools } from "./shown-tools.ts";

/** The names of the calls whose results a part shows. */
export function callsIn({ text }: PromptMessage): readonly string[] {
  return holesIn(text).flatMap(({ name, of }) => (of === undefined ? [] : [name]));
}

/** The tool that a part of a prompt lacks, in a sentence without its end; undefined where it lacks none. */
export function lackOf(
  { calls }: PromptDefinition,
  message: PromptMessage,
  tools: ShownTools,
): string | undefined {
  return [
    ...callsIn(message).map((name) => {
      const call = calls[name];
      return call && tools.lacksCall(call);
    }),
    ...message.names.map((name) => tools.lacks(name)),
  ].find((why) => why !== undefined);
}

/** Why a prompt is hidden, likewise: a part that it needs lacks a tool. */
export function whyHidden(prompt: PromptDefinition, tools: ShownTools): string | undefined {
  return prompt.messages
    .filter(({ optional }) => optional !== true)
    .map((message) => lackOf(prompt, message, tools))
    .find((why) => why !== undefined);
}
