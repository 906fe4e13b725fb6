import { filled } from "../../catalog/holes.ts";
import { refuseCursor } from "../cursor.ts";
import { invalidParams, ProtocolError, type Handler, type MethodContext } from "../handler.ts";
import { isObject } from "../../json.ts";
import { didYouMean } from "../../near-miss.ts";
import type { Given, PromptDefinition, PromptMessage } from "../../catalog/texts.ts";
import { asData, dataSaid } from "../../text/as-data.ts";
import { fetched } from "./fetched.ts";
import { callsIn, lackOf, whyHidden } from "./prompt-parts.ts";
import { shownTools } from "./shown-tools.ts";
import { textsOf, withGuess } from "./texts-of.ts";

type Values = Readonly<Record<string, string>>;

/** The prompts that a caller may pick, where there are any. */
export const promptMethods = {
  "prompts/list": async ({ cursor }, context) => {
    refuseCursor(cursor);
    const { shown } = await promptsFor(context);
    return { prompts: shown.map(listed) };
  },
  "prompts/get": async ({ name, arguments: given = {} }, context) => {
    const { prompt, tools } = await promptNamed(name, context);
    const values = valuesOf(prompt, given);
    const said = prompt.messages.filter(
      (one) => holds(one, values) && lackOf(prompt, one, tools) === undefined,
    );
    const shown = new Set(said.flatMap(callsIn));
    const texts = await textsOfCalls(prompt, values, context, shown);
    const messages = joined(said).map(({ role, text }) => ({
      role,
      content: {
        type: "text",
        text: filled(text, ({ name: hole, of }) => (of === undefined ? values[hole] : texts.get(hole))),
      },
    }));
    const [first, ...rest] = messages;
    if (first === undefined) return { description: prompt.description, messages };
    const told = texts.size > 0 ? `${first.content.text}\n\n${dataSaid}` : first.content.text;
    return {
      description: prompt.description,
      messages: [{ ...first, content: { ...first.content, text: told } }, ...rest],
    };
  },
} satisfies Readonly<Record<string, Handler>>;

/** Those that a caller is shown: each of whose tools the caller is shown. */
async function promptsFor(context: MethodContext) {
  const { prompts } = await textsOf(context);
  const tools = await shownTools(context);
  return { prompts, tools, shown: prompts.filter((one) => whyHidden(one, tools) === undefined) };
}

function listed({ name, title, description, arguments: taken }: PromptDefinition) {
  return {
    name,
    title,
    description,
    arguments: taken.map((one) => ({
      name: one.name,
      description: one.description,
      required: one.required,
    })),
  };
}

/** @throws ProtocolError for one that is not there, or hidden */
async function promptNamed(wanted: unknown, context: MethodContext) {
  const { prompts, tools, shown } = await promptsFor(context);
  const prompt = prompts.find(({ name }) => name === wanted);
  const why = prompt && whyHidden(prompt, tools);
  if (why !== undefined)
    throw new ProtocolError(invalidParams, `${prompt?.name ?? ""} is not there, since ${why}.`);
  if (prompt !== undefined) return { prompt, tools };
  const names = shown.map(({ name }) => name);
  throw new ProtocolError(invalidParams, `Unknown prompt: ${withGuess(wanted, names)}`);
}

/**
 * The arguments, with defaults. One that is empty was not given: forms of clients send each of their fields.
 * @throws ProtocolError for an argument that is missing, is not a text, or is none of the prompt's
 */
function valuesOf({ name, arguments: known }: PromptDefinition, given: unknown): Values {
  const wrong = (words: string) => new ProtocolError(invalidParams, `${name}: ${words}`);
  if (!isObject(given)) throw new ProtocolError(invalidParams, "arguments must be an object.");
  const names = known.map((one) => one.name);
  for (const [key, value] of Object.entries(given)) {
    if (!names.includes(key))
      throw wrong(`there is no argument ${JSON.stringify(key.slice(0, 60))}.${didYouMean(key, names)}`);
    if (typeof value !== "string") throw wrong(`${key} must be a text.`);
  }
  return Object.fromEntries(
    known.flatMap((one) => {
      const written = given[one.name];
      const value = typeof written === "string" && written.trim() !== "" ? written.trim() : one.default;
      if (value === undefined && one.required) throw wrong(`${one.name} is required.`);
      return value === undefined ? [] : [[one.name, value]];
    }),
  );
}

function holds({ when = [], unless = [] }: Given, values: Values): boolean {
  const isGiven = (name: string) => Object.hasOwn(values, name);
  return when.every(isGiven) && !unless.some(isGiven);
}

/** What the calls of a prompt gave, each in its fence. */
async function textsOfCalls(
  { calls }: PromptDefinition,
  values: Values,
  context: MethodContext,
  shown: ReadonlySet<string>,
) {
  const made = Object.entries(calls).filter(([name, call]) => shown.has(name) && holds(call, values));
  const texts = made.map(
    async ([name, call]) => [name, asData(call.tool, await fetched(call, values, context))] as const,
  );
  return new Map(await Promise.all(texts));
}

/** Parts that one speaker says after another are one message: clients show each by itself. */
function joined(parts: readonly PromptMessage[]): readonly Pick<PromptMessage, "role" | "text">[] {
  const messages: Pick<PromptMessage, "role" | "text">[] = [];
  for (const { role, text } of parts) {
    const last = messages.at(-1);
    if (last?.role === role) messages.splice(-1, 1, { role, text: `${last.text}\n\n${text}` });
    else messages.push({ role, text });
  }
  return messages;
}
