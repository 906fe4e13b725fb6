import { argumentNames } from "./added-arguments.ts";
import { problemsOf, type HowAsked } from "./check.ts";
import { argumentsOf, type Chosen } from "../../tool/choose.ts";
import { coerceProperties } from "./coerce.ts";
import { InputError } from "../../errors.ts";
import type { OpenSchema } from "../../json/schema.ts";
import { requireBounded } from "./lengths.ts";
import { didYouMean } from "../../near-miss.ts";
import { refuseOtherActions } from "./other-actions.ts";
import { refuseRounded } from "../../json/rounded.ts";
import { own, say, shortened } from "../../text/said.ts";
import type { Behaviour, ToolDefinition } from "../../tool/definition.ts";
import { apart } from "./within.ts";

/**
 * Refuses an argument that no behaviour of the whole tool takes, hidden ones included; null does not count as one.
 * @throws InputError with its near miss
 */
export function refuseUnknown(tool: ToolDefinition, values: Readonly<Record<string, unknown>>): void {
  const taken = argumentNames(tool);
  const unknown = Object.keys(values).find((name) => values[name] !== null && !taken.includes(name));
  if (unknown === undefined) return;
  const known = Object.keys(tool.inputSchema.properties);
  const takes = own(known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`);
  const guess = own(didYouMean(unknown, known));
  throw new InputError(say`there is no argument ${shortened(unknown, 60, "…")}.${guess} ${takes}`);
}

/**
 * The input of a behaviour: coerced, without what says nothing of other actions, each argument by itself, validated, defaults
 * filled in.
 * @throws InputError naming what is wrong
 */
export function inputOf(
  tool: ToolDefinition,
  chosen: Chosen,
  given: Readonly<Record<string, unknown>>,
): unknown {
  requireBounded(tool, given);
  const { effect } = chosen.behaviour;
  const taken = argumentsOf(chosen.behaviour);
  const coerced = coerceProperties(given, tool.inputSchema);
  refuseOtherActions(tool, chosen, coerced);
  const isMeant = (name: string) =>
    taken.includes(name) && !(effect !== "destructive" && isNoChoice(name, coerced[name], tool.inputSchema));
  const names = Object.keys(coerced);
  const meant = names.every(isMeant)
    ? coerced
    : Object.fromEntries(names.filter(isMeant).map((name) => [name, coerced[name]]));
  // What stood in a text as JSON is only known now.
  requireBounded(tool, meant);
  const { properties } = tool.inputSchema;
  refuseRounded(meant, (name) => properties[name]?.type === "object");
  const when = own(chosen.action === undefined ? "" : ` when ${chosen.action.by} is ${chosen.action.name}`);
  const within =
    tool.within &&
    Object.fromEntries(
      Object.entries(tool.within).filter((pair) => pair.every((name) => taken.includes(name))),
    );
  const values = within === undefined ? meant : apart(meant, within);
  return validate(chosen.behaviour, values, tool.inputSchema, { when, within, made: tool.made === true });
}

/**
 * True for the empty text that models write for a choice they do not make, and for a number or a list that they do not
 * give. Only where nothing is destroyed: there what is left out may widen what is.
 */
function isNoChoice(name: string, value: unknown, { properties, required = [] }: OpenSchema): boolean {
  const { type, enum: values } = properties?.[name] ?? {};
  const isText = type === undefined || (type === "string" && values === undefined);
  return value === "" && !isText && values?.includes("") !== true && !required.includes(name);
}

/** @throws InputError naming what is wrong */
export function validate(
  behaviour: Behaviour,
  values: unknown,
  schema: OpenSchema = {},
  how: HowAsked = {},
): unknown {
  const checked = behaviour.input().safeParse(values);
  if (checked.success) return checked.data;
  throw new InputError(problemsOf(checked.error.issues, values, schema, how));
}
