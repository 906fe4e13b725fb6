import { InputError } from "../errors.ts";
import { didYouMean } from "../near-miss.ts";
import { isChoice, type Behaviour, type ToolDefinition } from "./definition.ts";
import { namesIn } from "./issue.ts";
import { own, say, shortened } from "../text/said.ts";

/** What a call does: the behaviour that its arguments picked. */
export interface Chosen {
  readonly behaviour: Behaviour;
  /** Of a tool with actions: the argument that picks, and what it picked. */
  readonly action?: { readonly by: string; readonly name: string };
}

/**
 * Picks the behaviour.
 * @throws InputError that lists the actions where none or an unknown one is picked
 */
export function choose(tool: ToolDefinition, values: Readonly<Record<string, unknown>>): Chosen {
  const { behaviour } = tool;
  if (!isChoice(behaviour)) return { behaviour };
  const { by, actions } = behaviour;
  const given = Object.hasOwn(values, by) ? values[by] : undefined;
  const name = given ?? behaviour.default;
  const names = Object.keys(actions);
  if (name === undefined) throw new InputError(say`${own(by)} is required: one of ${own(names.join(", "))}.`);
  const chosen = typeof name === "string" && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (typeof name !== "string" || chosen === undefined) {
    if (typeof name === "string" && behaviour.hidden?.actions.includes(name) === true) {
      const { by: hider, reasons = {} } = behaviour.hidden;
      const why = Object.hasOwn(reasons, name) ? `: ${reasons[name] ?? ""}. Use` : ` by ${hider}: use`;
      throw new InputError(say`${own(by)} ${name} is hidden${own(why)} ${own(names.join(", "))}.`);
    }
    const guess = own(typeof name === "string" ? didYouMean(name, names) : "");
    const shown = shortened(JSON.stringify(name), 60, "…");
    throw new InputError(say`${own(by)} must be one of ${own(names.join(", "))}, not ${shown}.${guess}`);
  }
  return { behaviour: chosen, action: { by, name } };
}

/** The names of the arguments that a behaviour takes. Makes its schema, where they are not known without. */
export function argumentsOf(behaviour: Behaviour): readonly string[] {
  return behaviour.takes ?? namesIn(behaviour.input());
}
