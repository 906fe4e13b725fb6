import type { FileFault, Path } from "../access/yaml-file.ts";
import { holesIn } from "../catalog/holes.ts";
import type { OpenSchema } from "../json/schema.ts";
import type { CallableTool } from "./callable.ts";
import { checkCall, fault, meantOr } from "./check-call.ts";
import {
  listOf,
  textIn,
  unusedArguments,
  wordsIn,
  type GivenGrammar,
  type MessageGrammar,
  type PromptCallGrammar,
  type PromptGrammar,
} from "./prompt-grammar.ts";

/** What a prompt is checked against. */
export interface PromptGround {
  readonly tools: readonly CallableTool[];
  /** The names of what may be offered while somebody types. */
  readonly completions: readonly string[];
}

const remedy = "Say `when` it is given, or give it a default.";

/**
 * All that is wrong with a prompt of the right shape: tools, arguments and holes that are not there, calls that change
 * something, and what may be missing where it is needed.
 * @param at where it stands in its file
 */
export function checkPrompt(prompt: PromptGrammar, at: Path, ground: PromptGround): readonly FileFault[] {
  const { arguments: taken = {}, calls = {}, messages } = prompt;
  const names = Object.keys(taken);
  const always = names.filter((name) => taken[name]?.optional !== true || taken[name].default !== undefined);
  const certainUnder = ({ when }: GivenGrammar) => [...always, ...listOf(when)];
  return [
    ...names.flatMap((name) => {
      const complete = taken[name]?.complete;
      if (complete === undefined || ground.completions.includes(complete)) return [];
      const hint = meantOr(
        complete,
        ground.completions,
        `There are ${ground.completions.join(", ") || "none"}.`,
      );
      return [fault([...at, "arguments", name, "complete"], `There are no completions "${complete}".`, hint)];
    }),
    ...unusedArguments(prompt).map((name) =>
      fault([...at, "arguments", name], `Nothing uses "${name}".`, "Remove it.", "key"),
    ),
    ...Object.entries(calls).flatMap(([name, call]) => {
      const here = [...at, "calls", name];
      const certain = certainUnder(call);
      return [
        ...checkCondition(call, here, names),
        ...(names.includes(name)
          ? [fault(here, `An argument is called "${name}", too.`, "Rename one of them.", "key")]
          : []),
        ...checkCall(call, here, { tools: ground.tools, what: "a prompt", holes: names, certain, remedy }),
        ...checkPick(call, here, ground.tools),
        ...(messages.some((one) => holesIn(textIn(one)).some((hole) => hole.name === name))
          ? []
          : [fault(here, `No message says what "${name}" gives.`, `Write {{${name}.text}} in one.`, "key")]),
      ];
    }),
    ...messages.flatMap((message, i) => {
      const here = [...at, "messages", i];
      return [
        ...checkCondition(message, here, names),
        ...checkText(message, [...here, message.user === undefined ? "assistant" : "user"], {
          prompt,
          names,
          certain: certainUnder(message),
          tools: ground.tools,
        }),
      ];
    }),
  ];
}

function checkCondition(condition: GivenGrammar, at: Path, names: readonly string[]): readonly FileFault[] {
  return (["when", "unless"] as const).flatMap((key) =>
    listOf(condition[key])
      .filter((name) => !names.includes(name))
      .map((name) => fault([...at, key], `There is no argument "${name}".`, meantOr(name, names))),
  );
}

/** What is picked of what a call gives is there; below what may hold anything, whatever it is. */
function checkPick(
  { tool: name, pick = [] }: PromptCallGrammar,
  at: Path,
  tools: readonly CallableTool[],
): readonly FileFault[] {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) return [];
  return pick.flatMap((path, i) => {
    let keys: Readonly<Record<string, OpenSchema>> | undefined = tool.output;
    for (const key of path.split(".")) {
      if (keys === undefined) return [];
      if (!Object.hasOwn(keys, key)) {
        const message = `"${path}" is nothing that ${name} gives: there is no "${key}".`;
        return [fault([...at, "pick", i], message, meantOr(key, Object.keys(keys)))];
      }
      const { additionalProperties, properties = {} }: OpenSchema = keys[key] ?? {};
      keys = additionalProperties === true ? undefined : properties;
    }
    return [];
  });
}

interface TextGround {
  readonly prompt: PromptGrammar;
  readonly names: readonly string[];
  readonly certain: readonly string[];
  readonly tools: readonly CallableTool[];
}

function checkText(message: MessageGrammar, at: Path, ground: TextGround): readonly FileFault[] {
  const { prompt, names, certain, tools } = ground;
  const { calls = {} } = prompt;
  const text = textIn(message);
  const toolNames = tools.map(({ name }) => name);
  const holes = holesIn(text).flatMap(({ name, of }): readonly FileFault[] => {
    if (of === undefined && Object.hasOwn(calls, name))
      return [fault(at, `"${name}" is a call.`, `Write {{${name}.text}}.`)];
    if (of === undefined) {
      if (!names.includes(name))
        return [
          fault(at, `There is no argument "${name}".`, meantOr(name, [...names, ...Object.keys(calls)])),
        ];
      return certain.includes(name) ? [] : [fault(at, `"${name}" may not be given here.`, remedy)];
    }
    const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
    if (call === undefined)
      return [fault(at, `There is no call "${name}".`, meantOr(name, Object.keys(calls)))];
    if (of !== "text")
      return [fault(at, `"${name}.${of}" is nothing that a call gives.`, `Write {{${name}.text}}.`)];
    const unmet = [
      ...listOf(call.when)
        .filter((one) => !certain.includes(one))
        .map((one) => `when: ${one}`),
      ...listOf(call.unless)
        .filter((one) => !listOf(message.unless).includes(one))
        .map((one) => `unless: ${one}`),
    ];
    return unmet.length === 0
      ? []
      : [fault(at, `The call "${name}" is not always made.`, `Say here, too: \`${unmet.join("`, `")}\`.`)];
  });
  const known = [...toolNames, ...tools.flatMap(({ properties }) => Object.keys(properties)), ...names];
  const words = wordsIn(text)
    .filter((word) => word.includes("_") && !known.includes(word))
    .map((word) => fault(at, `There is no tool "${word}".`, meantOr(word, toolNames)));
  return [...holes, ...words];
}
