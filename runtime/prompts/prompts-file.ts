import { collectFaults, type Faults } from "../access/faults.ts";
import { readOperatorsFile } from "../access/read-file.ts";
import { readYamlFile, type FileFault, type Path } from "../access/yaml-file.ts";
import type { Compiled } from "../catalog/select.ts";
import type { PromptDefinition, Texts } from "../catalog/texts.ts";
import { isObject } from "../json.ts";
import { lazy } from "../lazy.ts";
import { callable } from "./callable.ts";
import { checkPrompt } from "./check-prompt.ts";
import { fault } from "./check-call.ts";
import { promptOf, type PromptGrammar } from "./prompt-grammar.ts";

const none: Texts = { prompts: [], templates: [], completions: {} };

/** What a name looks like, of a prompt, an argument or a call. */
export const namePattern = "^[a-z][a-z0-9_]*$";

/**
 * What was compiled, with the prompts of the operator's file after its own.
 * @throws ConfigurationError with line and column of each mistake
 */
export async function withPromptsFile(compiled: Compiled, path: string): Promise<Compiled> {
  const text = await readOperatorsFile(path, "KESTRA_MCP_PROMPTS_FILE");
  const texts = (await compiled.texts?.load()) ?? none;
  const prompts = await readPrompts({ name: path, text }, compiled, texts);
  const kinds = new Set([...(compiled.texts?.kinds ?? []), "prompts" as const]);
  const all = { ...texts, prompts: [...texts.prompts, ...prompts] };
  return { ...compiled, texts: { kinds: [...kinds], load: lazy(() => Promise.resolve(all)) } };
}

/** @throws ConfigurationError */
export async function readPrompts(
  file: { readonly name: string; readonly text: string },
  { tools }: Pick<Compiled, "tools">,
  texts: Texts,
): Promise<readonly PromptDefinition[]> {
  const { value, refuse } = await readYamlFile(file.name, file.text);
  const faults = collectFaults();
  const { prompts } = faults.map(value, [], "the prompts", { names: ["prompts"], required: ["prompts"] });
  const all = Object.entries(faults.map(prompts, ["prompts"], "`prompts`"));
  for (const [name, one] of all) {
    checkName(name, ["prompts", name], faults);
    if (texts.prompts.some((other) => other.name === name))
      faults.found.push(
        fault(["prompts", name], `The program has a prompt ${name}.`, "Call this one otherwise.", "key"),
      );
    checkShape(one, ["prompts", name], faults);
  }
  refuse(faults.found);
  const ground = { tools: tools.map(callable), completions: Object.keys(texts.completions) };
  const wrong = all.flatMap(([name, one]): readonly FileFault[] =>
    checkPrompt(one as PromptGrammar, ["prompts", name], ground),
  );
  refuse(wrong);
  const names = tools.map(({ name }) => name);
  return all.map(([name, one]) => promptOf(name, one as PromptGrammar, names));
}

function checkName(name: string, path: Path, faults: Faults): void {
  if (new RegExp(namePattern).test(name) && name.length <= 52) return;
  const hint = "It has at most 52 lower-case letters, digits and _, and begins with a letter.";
  faults.found.push(fault(path, `${JSON.stringify(name)} is not a legal name.`, hint, "key"));
}

const condition = ["when", "unless"];

function checkShape(value: unknown, at: Path, faults: Faults): void {
  const prompt = faults.map(value, at, "a prompt", {
    names: ["title", "description", "arguments", "calls", "messages"],
    required: ["description", "messages"],
  });
  texts(prompt, ["title", "description"], at, faults);
  const taken = faults.map(prompt.arguments, [...at, "arguments"], "`arguments`");
  for (const [name, one] of Object.entries(taken)) {
    const here = [...at, "arguments", name];
    checkName(name, here, faults);
    const argument = faults.map(one, here, "an argument", {
      names: ["description", "optional", "default", "complete"],
      required: ["description"],
    });
    texts(argument, ["description", "default", "complete"], here, faults);
    yesOrNo(argument, "optional", here, faults);
  }
  const calls = faults.map(prompt.calls, [...at, "calls"], "`calls`");
  for (const [name, one] of Object.entries(calls)) {
    const here = [...at, "calls", name];
    checkName(name, here, faults);
    const call = faults.map(one, here, "a call", {
      names: ["tool", "with", "pick", ...condition],
      required: ["tool"],
    });
    texts(call, ["tool"], here, faults);
    faults.map(call.with, [...here, "with"], "`with`");
    faults.texts(call.pick, [...here, "pick"], "`pick`");
    checkCondition(call, here, faults);
  }
  const messages = faults.list(prompt.messages, [...at, "messages"], "`messages`");
  if (Array.isArray(prompt.messages) && messages.length === 0)
    faults.found.push(fault([...at, "messages"], "There is no message.", "Write `- user: text` lines."));
  messages.forEach((one, i) => {
    const here = [...at, "messages", i];
    const message = faults.map(one, here, "a message", {
      names: ["user", "assistant", "optional", ...condition],
    });
    texts(message, ["user", "assistant"], here, faults);
    yesOrNo(message, "optional", here, faults);
    checkCondition(message, here, faults);
    if (isObject(one) && "user" in one === "assistant" in one)
      faults.found.push(fault(here, "A message needs either `user` or `assistant`.", "Write `user: text`."));
  });
}

function texts(
  map: Readonly<Record<string, unknown>>,
  names: readonly string[],
  at: Path,
  faults: Faults,
): void {
  for (const name of names) {
    const value = map[name];
    if (value === undefined || (typeof value === "string" && value.trim() !== "")) continue;
    faults.found.push(fault([...at, name], `\`${name}\` must be a text that says something.`));
  }
}

function yesOrNo(map: Readonly<Record<string, unknown>>, name: string, at: Path, faults: Faults): void {
  if (map[name] === undefined || typeof map[name] === "boolean") return;
  faults.found.push(fault([...at, name], `\`${name}\` must be true or false.`));
}

function checkCondition(map: Readonly<Record<string, unknown>>, at: Path, faults: Faults): void {
  for (const key of condition) {
    if (typeof map[key] !== "string")
      faults.texts(map[key], [...at, key], `\`${key}\`, where it is no text,`);
  }
}
