import { isObject } from "../../../runtime/json.ts";
import type { JsonSchema, ObjectSchema } from "../../../runtime/json/schema.ts";
import { isRequired, knownInputs, type KnownInput } from "../described/input-schema.ts";
import { propertyOf } from "./input-property.ts";

/** The arguments of a tool that is a flow. */
export interface ToolArguments {
  readonly schema: ObjectSchema;
  /** Argument -> id of the input, where that is another one. */
  readonly names: Readonly<Record<string, string>>;
  /** Ids of the inputs that are files. */
  readonly files: readonly string[];
}

/** Arguments that every tool may have besides its own. */
const taken: readonly string[] = ["confirm", "connection"];

/** What each client takes as the name of an argument. */
const callable = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/;

/** Inputs of a flow that are shown: with more it is no tool. */
const mostInputs = 50;

/**
 * The inputs of a flow as arguments of a tool, or why they cannot be. A secret is never an argument: it would pass through a
 * model.
 * @param short takes secrets out of an author's text, and cuts it to so many characters
 */
export function toolArguments(
  inputs: unknown,
  short: (text: string, most: number) => string,
): ToolArguments | { readonly reason: string } {
  const all = knownInputs(inputs);
  const secret = all.find((input) => input.type === "SECRET" && isNeeded(input));
  if (secret !== undefined)
    return { reason: `its input ${secret.id} is a secret without a default, which no agent should see` };
  const open = all.filter(({ type }) => type !== "SECRET");
  const odd = open.find(({ id }) => !callable.test(id));
  if (odd !== undefined)
    return { reason: `no client takes the name of its input ${short(JSON.stringify(odd.id), 80)}` };
  if (open.length > mostInputs) return { reason: `it has ${open.length} inputs, and at most ${mostInputs}` };
  const named = open.map((input) => ({ input, name: argumentOf(input, open) }));
  const required = named.filter(({ input }) => isNeeded(input)).map(({ name }) => name);
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(
        named.map(({ name, input }): [string, JsonSchema] => [name, propertyOf(input, short)]),
      ),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    },
    names: Object.fromEntries(
      named.flatMap(({ name, input }) => (name === input.id ? [] : [[name, input.id]])),
    ),
    files: open.filter(({ type }) => type === "FILE").map(({ id }) => id),
  };
}

/** Whether a value must be given. One that depends on others is only asked for with them. */
function isNeeded(input: KnownInput): boolean {
  return isRequired(input) && !isObject(input.dependsOn);
}

function argumentOf({ id }: KnownInput, all: readonly KnownInput[]): string {
  if (!taken.includes(id)) return id;
  const ids = all.map((one) => one.id);
  let name = `input_${id}`;
  while (ids.includes(name)) name = `input_${name}`;
  return name;
}
