import { pinOf } from "../../auth/bound.ts";
import { filled } from "../../catalog/holes.ts";
import { refuseCursor } from "../cursor.ts";
import { invalidParams, ProtocolError, type Handler, type MethodContext } from "../handler.ts";
import { isObject } from "../../json.ts";
import { didYouMean } from "../../near-miss.ts";
import type { Given, PromptDefinition, PromptMessage, Texts } from "../../catalog/texts.ts";
import { InputError } from "../../errors.ts";
import { dataSaid } from "../../text/as-data.ts";
import { fetched } from "./fetched.ts";
import { failuresSaid, missingThing, shownOf, type MadeCall } from "./not-fetched.ts";
import { callsIn, lackOf, whyHidden } from "./prompt-parts.ts";
import { shownTools } from "./shown-tools.ts";
import { textsOf, withGuess } from "./texts-of.ts";

type Values = Readonly<Record<string, string>>;

/** What arguments are read with. */
interface Reading {
  readonly readers: NonNullable<Texts["readers"]>;
  /** Takes credentials out of what is told of one that cannot be read. */
  readonly mask: (text: string) => string;
}

/** The prompts that a caller may pick, where there are any. */
export const promptMethods = {
  "prompts/list": async ({ cursor }, context) => {
    refuseCursor(cursor);
    const { shown } = await promptsFor(context);
    const pin = pinOf(context.session.config.namespaces);
    return { prompts: shown.map((one) => listed(withPin(one, pin))) };
  },
  "prompts/get": async ({ name, arguments: given = {} }, context) => {
    const { prompt: found, tools, texts } = await promptNamed(name, context);
    const prompt = withPin(found, pinOf(context.session.config.namespaces));
    const { mask } = context.session;
    const reading = { readers: texts.readers ?? {}, mask };
    const values = valuesOf(prompt, given, reading);
    const said = prompt.messages.filter(
      (one) => holds(one, values) && lackOf(prompt, one, tools) === undefined,
    );
    const made = await madeCalls(prompt, values, context, new Set(said.flatMap(callsIn)));
    const missing = missingThing(prompt, made, values, (source) => {
      const lookups = texts.completions[source]?.filter((one) => holds(one, values)) ?? [];
      return lookups.find((one) => tools.lacksCall(one) === undefined)?.tool;
    });
    if (missing !== undefined) throw new ProtocolError(invalidParams, mask(missing));
    const shown = new Map(made.map((one) => [one.name, shownOf(one)]));
    const parts = said.map(({ role, text }) => ({
      role,
      text: filled(text, ({ name: hole, of }) => (of === undefined ? values[hole] : shown.get(hole))),
    }));
    const failures = failuresSaid(made).map((text) => ({ role: "user" as const, text }));
    const [first, ...rest] = joined([...failures, ...parts]);
    const all = first === undefined ? [] : [made.length > 0 ? withNote(first) : first, ...rest];
    return {
      description: prompt.description,
      messages: all.map(({ role, text }) => ({ role, content: { type: "text", text } })),
    };
  },
} satisfies Readonly<Record<string, Handler>>;

/** Those that a caller is shown: each of whose tools the caller is shown. */
async function promptsFor(context: MethodContext) {
  const texts = await textsOf(context);
  const { prompts } = texts;
  const tools = await shownTools(context);
  return { texts, tools, shown: prompts.filter((one) => whyHidden(one, tools) === undefined) };
}

/** The prompt where a server works in one namespace: an argument that must be a namespace is that one where nobody gives it. */
function withPin(prompt: PromptDefinition, pin: string | undefined): PromptDefinition {
  if (pin === undefined) return prompt;
  return {
    ...prompt,
    arguments: prompt.arguments.map((one) =>
      one.required && one.complete === "namespaces" ? { ...one, required: false, default: pin } : one,
    ),
  };
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
  const { texts, tools, shown } = await promptsFor(context);
  const prompt = texts.prompts.find(({ name }) => name === wanted);
  const why = prompt && whyHidden(prompt, tools);
  if (why !== undefined)
    throw new ProtocolError(invalidParams, `${prompt?.name ?? ""} is not there, since ${why}.`);
  if (prompt !== undefined) return { prompt, tools, texts };
  const names = shown.map(({ name }) => name);
  throw new ProtocolError(invalidParams, `Unknown prompt: ${withGuess(wanted, names)}`);
}

/**
 * The arguments, with defaults, each as its reader has it. One that is empty was not given: forms of clients send each of their
 * fields.
 * @throws ProtocolError for an argument that is missing, is not a text, is none of the prompt's, or cannot be read
 */
function valuesOf(
  { name, arguments: known }: PromptDefinition,
  given: unknown,
  { readers, mask }: Reading,
): Values {
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
      if (value === undefined) return [];
      const read = one.reader === undefined ? undefined : readers[one.reader];
      return [
        [
          one.name,
          read === undefined
            ? value
            : readBy(
                () => read(value, new Date()),
                (error) => wrong(error.said.masked(mask)),
              ),
        ],
      ];
    }),
  );
}

/** @throws ProtocolError */
function readBy(read: () => string, wrong: (error: InputError) => ProtocolError): string {
  try {
    return read();
  } catch (error) {
    throw error instanceof InputError ? wrong(error) : error;
  }
}

function holds({ when = [], unless = [] }: Given, values: Values): boolean {
  const isGiven = (name: string) => Object.hasOwn(values, name);
  return when.every(isGiven) && !unless.some(isGiven);
}

/** The calls of a prompt that are shown, and what they gave. */
async function madeCalls(
  { calls }: PromptDefinition,
  values: Values,
  context: MethodContext,
  shown: ReadonlySet<string>,
): Promise<readonly MadeCall[]> {
  const made = Object.entries(calls).filter(([name, call]) => shown.has(name) && holds(call, values));
  return Promise.all(
    made.map(async ([name, call]) => ({ name, call, given: await fetched(call, values, context) })),
  );
}

type Part = Pick<PromptMessage, "role" | "text">;

/** With what is said once where something was fetched. */
function withNote({ role, text }: Part): Part {
  return { role, text: `${text}\n\n${dataSaid}` };
}

/** Parts that one speaker says after another are one message: clients show each by itself. */
function joined(parts: readonly Part[]): readonly Part[] {
  const messages: Part[] = [];
  for (const { role, text } of parts) {
    const last = messages.at(-1);
    if (last?.role === role) messages.splice(-1, 1, { role, text: `${last.text}\n\n${text}` });
    else messages.push({ role, text });
  }
  return messages;
}
