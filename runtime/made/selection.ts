import { namespaceOf, type Hidden, type Selected, type Selection } from "../catalog/select.ts";
import { lazy } from "../lazy.ts";
import { isChoice, isComposite, type Behaviour, type ToolDefinition } from "../tool/definition.ts";
import type { MadeList, MadeTool, MadeWith } from "../tool/made/made.ts";
import { argumentsParser } from "./arguments.ts";
import { namesOf } from "./names.ts";

/** What is made for one toolset. */
export interface MadeToolset {
  readonly toolset: string;
  readonly list: MadeList;
  readonly makers: MadeWith;
}

/** What the operator says of it. */
interface Wish {
  readonly readOnly: boolean;
  /** The variable by which it was chosen. */
  readonly variable: string;
}

/**
 * What everybody may see, with the tools that were made after the others: in the order of their names.
 * @param before without them @param all names and former names of tools that there are
 */
export function withMade(
  before: Selection,
  all: ReadonlySet<string>,
  { toolset, list, makers }: MadeToolset,
  { readOnly, variable }: Wish,
): Selection {
  const { tools, left, cut } = list;
  // Those that are none have a name all the same: that of another one does not change when they come.
  const placed = left.filter(({ namespace }) => namespace !== "");
  const named = [...tools, ...placed.map((one) => ({ ...one, isNamed: one.name !== `run_${one.id}` }))];
  const { names, ambiguous } = namesOf(named, all);
  const made = tools.map((tool, i) => toolOf(tool, names[i] ?? tool.name, toolset, makers));
  const isWanted = (tool: ToolDefinition) => !readOnly || effectOf(tool) === "read";
  const selected: Selected[] = made
    .filter(isWanted)
    .map((tool) => ({ tool, byName: false, lacking: [] }))
    .sort((a, b) => (a.tool.name < b.tool.name ? -1 : 1));
  const hidden: Hidden[] = [
    ...(cut ? [{ name: variable, reason: cut, isWord: true as const }] : []),
    ...made
      .filter((tool) => !isWanted(tool))
      .map((tool) => ({
        name: tool.name,
        namespaces: [namespaceOf(tool) ?? ""],
        reason: "KESTRA_MCP_READ_ONLY: it changes something",
      })),
    ...placed.map(({ namespace, id, reason }, i) => ({
      name: names[tools.length + i] ?? id,
      namespaces: [namespace],
      reason: `${namespace}.${id}: ${reason}`,
    })),
    ...left
      .filter(({ namespace }) => namespace === "")
      .map(({ name, reason }) => ({
        name,
        namespaces: [name],
        reason: `${variable} names it, and ${reason}`,
        isWord: true as const,
      })),
    ...[...ambiguous].map(([name, ones]) => ({
      name,
      namespaces: named.flatMap(({ namespace }, i) => (ones.includes(names[i] ?? "") ? [namespace] : [])),
      reason: `there are ${ones.join(" and ")}`,
    })),
  ];
  return {
    ...before,
    selected: [...before.selected, ...selected],
    hidden: [...before.hidden, ...hidden],
  };
}

function toolOf(given: MadeTool, name: string, toolset: string, { run }: MadeWith): ToolDefinition {
  const { title, description, inputSchema, namespace, effect, idempotent } = given;
  const behaviour = isChoice(run.behaviour) ? undefined : run.behaviour;
  if (behaviour === undefined || !isComposite(behaviour)) throw new Error(`${run.name} must have steps.`);
  const own: Behaviour = {
    ...behaviour,
    effect,
    idempotent,
    where: { fixed: [namespace] },
    input: lazy(() => argumentsParser(given)),
  };
  const { outputSchema } = run;
  const longTexts = Object.entries(inputSchema.properties).flatMap(([argument, { type }]) =>
    type === "string" ? [argument] : [],
  );
  return {
    ...{ name, title, description, inputSchema, outputSchema, toolset, longTexts },
    made: true,
    behaviour: own,
  };
}

function effectOf({ behaviour }: ToolDefinition) {
  return isChoice(behaviour) ? undefined : behaviour.effect;
}

/** Keeps the names of tools that were made and are no more; those that came first give way. */
export function goneTools(
  gone: Map<string, string>,
  before: Selection | undefined,
  now: Selection,
  most: number,
): void {
  for (const { tool } of before?.selected ?? [])
    if (tool.made === true) gone.set(tool.name, namespaceOf(tool) ?? "");
  for (const { tool } of now.selected) gone.delete(tool.name);
  for (const { name } of now.hidden) gone.delete(name);
  for (const oldest of gone.keys()) {
    if (gone.size <= most) break;
    gone.delete(oldest);
  }
}
