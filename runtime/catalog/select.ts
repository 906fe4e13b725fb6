import { boundVariable, isWithin, type Bound } from "../auth/bound.ts";
import { ConfigurationError } from "../errors.ts";
import type { OtherServices } from "../network/connection.ts";
import { behavioursOf, narrow } from "./narrow.ts";
import { isAvailable } from "./availability.ts";
import { isChoice, type Availability, type Behaviour, type ToolDefinition } from "../tool/definition.ts";
import { toolsMeant } from "./tool-words.ts";
import type { Silent } from "./lacks.ts";
import type { MadeWith } from "../tool/made/made.ts";
import type { Lacks } from "../tool/host.ts";
import type { Pull } from "../tool/pull.ts";
import type { Known } from "../kestra/instance.ts";
import type { CompiledTexts, ResourceDefinition } from "./texts.ts";

/** A group of tools that is switched on and off as one. */
export interface Toolset {
  readonly title: string;
  readonly description: string;
  /** Present where only that edition's instances are shown it. */
  readonly edition?: "ee";
  /** Whether it is on where nothing is configured. */
  readonly default: boolean;
  /** Its tools are made of what an instance has. */
  readonly made?: true;
}

/** All that was compiled. */
export interface Compiled {
  /** Of the program. */
  readonly version: string;
  /** In the order in which they are listed, as all lists here. */
  readonly tools: readonly ToolDefinition[];
  readonly resources: readonly ResourceDefinition[];
  /** What is made of calls of these tools; absent: nothing is. */
  readonly texts?: CompiledTexts;
  readonly toolsets: Readonly<Record<string, Toolset>>;
  /** Name -> names of tools. */
  readonly presets: Readonly<Record<string, readonly string[]>>;
  /** The presets that stand for what reads alone of their tools; absent: none does. */
  readonly readingPresets?: readonly string[];
  /** Name -> roles that come with the program, as a file of roles says them; absent: none. */
  readonly rolePresets?: Readonly<Record<string, unknown>>;
  /** The supported release lines. */
  readonly lines: readonly string[];
  /** That tools ask besides Kestra. */
  readonly services: OtherServices;
  /** What tools are made with of what an instance has, by their toolset; absent: none are. Loaded on first use. */
  readonly made?: () => Promise<Readonly<Record<string, MadeWith>>>;
  /** What all that a service answers is, by its name, for those whose answers can be taken elsewhere. */
  readonly pulls?: Readonly<Record<string, () => Promise<Pull>>>;
  /** For people; absent: none. */
  readonly examples?: () => Promise<Examples>;
}

/** By the name of the tool: what somebody asks, and the arguments of the call that answers it. */
export type Examples = Readonly<
  Record<string, readonly { readonly ask: string; readonly call: Readonly<Record<string, unknown>> }[]>
>;

/** What the operator chose. */
export interface Wish {
  readonly enabled?: readonly string[];
  readonly disabled: readonly string[];
  readonly readOnly: boolean;
  /** Where every call must stay; absent: anywhere. */
  readonly namespaces?: Bound | undefined;
  /** What no tool may use here. */
  readonly lacks?: Lacks;
  /** Services that nothing answers for here. */
  readonly silent?: Silent;
}

/** What one caller may do, of what the operator allows everybody. */
export interface Rights {
  /** @param action that the behaviour is, of a tool with actions */
  readonly may: (tool: ToolDefinition, behaviour: Behaviour, action?: string) => boolean;
  /** Why not, in a sentence without its end, of an action that the caller may not pick; of the whole tool where none is given. */
  readonly why: (tool: ToolDefinition, behaviour?: Behaviour, action?: string) => string;
  /** Whether the caller may see anything in a namespace. */
  readonly sees: (namespace: string) => boolean;
  /** Such as `role reader`. */
  readonly from: string;
}

/** A tool that may be used: with the actions that the operator allows. */
export interface Selected {
  readonly tool: ToolDefinition;
  /** Enabled by its own name or by a preset, which is a list of names: listed even where the instance lacks it. */
  readonly byName: boolean;
  /** Of its toolset. */
  readonly edition?: "ee";
  /** Its actions that the server lacks something for. */
  readonly lacking: readonly LackingActions[];
}

/** Actions, and what keeps them away. */
export interface LackingActions {
  readonly actions: readonly string[];
  readonly reason: string;
}

/** What one caller sees. */
export interface Selection {
  readonly selected: readonly Selected[];
  readonly hidden: readonly Hidden[];
  readonly resources: readonly ResourceDefinition[];
  /** The toolsets that are on whose tools are made of what an instance has. */
  readonly made: readonly string[];
}

export interface Hidden {
  readonly name: string;
  /** Of what is made of what lies in some: who may see nothing there is not told of it. */
  readonly namespaces?: readonly string[];
  readonly aliases?: readonly string[];
  readonly reason: string;
  /** It names no tool, but words of the operator that choose some. */
  readonly isWord?: true;
}

/**
 * What everybody may see: the tools that the operator wants, in their order; those that are not, and why.
 * @throws ConfigurationError naming the variable and the word that means nothing
 */
export function select(compiled: Compiled, wish: Wish): Selection {
  const { tools, toolsets, resources } = compiled;
  const enabled = wish.enabled && namesOf(wish.enabled, "KESTRA_MCP_ENABLED_TOOLS", compiled);
  const { readingPresets = [] } = compiled;
  const whole =
    wish.enabled &&
    namesOf(
      wish.enabled.filter((word) => !readingPresets.includes(word)),
      "KESTRA_MCP_ENABLED_TOOLS",
      compiled,
    );
  const disabled = namesOf(wish.disabled, "KESTRA_MCP_DISABLED_TOOLS", compiled);
  const unmet = unmetNeeds(wish);
  const selected: Selected[] = [];
  const hidden: Hidden[] = [];
  for (const tool of tools) {
    const toolset = toolsets[tool.toolset];
    const on = enabled === undefined ? toolset?.default !== false : enabled.has(tool.name);
    const reads = wish.readOnly
      ? "KESTRA_MCP_READ_ONLY"
      : on && whole?.has(tool.name) === false
        ? "KESTRA_MCP_ENABLED_TOOLS, whose preset only reads"
        : undefined;
    const allowed = reads === undefined ? tool : narrow(tool, ({ effect }) => effect === "read", reads);
    const bounded =
      allowed && (wish.namespaces === undefined ? allowed : narrow(allowed, isPlaced, boundVariable));
    const usable = bounded && withoutLacking(bounded, unmet);
    const hide = (reason: string) =>
      hidden.push({ name: tool.name, ...(tool.aliases && { aliases: tool.aliases }), reason });
    if (disabled.has(tool.name)) hide("KESTRA_MCP_DISABLED_TOOLS names it");
    else if (!on && enabled === undefined) hide(`its toolset ${tool.toolset} is off by default`);
    else if (!on) hide("KESTRA_MCP_ENABLED_TOOLS does not name it");
    else if (allowed === undefined) hide(`${reads ?? ""}: it changes something`);
    else if (bounded === undefined) hide(`${boundVariable}: it is about the whole tenant`);
    else if (usable?.tool === undefined) hide(usable?.lacking.map(({ reason }) => reason).join("; ") ?? "");
    else {
      selected.push({
        tool: usable.tool,
        lacking: usable.lacking,
        byName: isNamed(tool, wish.enabled ?? [], compiled),
        ...(toolset?.edition === undefined ? {} : { edition: toolset.edition }),
      });
    }
  }
  const made = Object.entries(toolsets).flatMap(([name, toolset]) => {
    const isOn = enabled === undefined ? toolset.default : enabled.has(name);
    return toolset.made === true && isOn && !disabled.has(name) ? [name] : [];
  });
  return { selected, hidden, resources, made };
}

/** A selection without what is made of what lies in namespaces that are out of bounds. */
export function madeWithin(selection: Selection, bound: Bound): Selection {
  const { selected, hidden } = selection;
  return {
    ...selection,
    selected: selected.filter(({ tool }) => tool.made !== true || isWithin(bound, namespaceOf(tool) ?? "")),
    hidden: hidden.filter(({ namespaces = [] }) => namespaces.every((one) => isWithin(bound, one))),
  };
}

/** What of a selection one caller has a right to; texts are for those who may use a tool at all. */
export function granted({ selected, hidden, resources, made }: Selection, rights: Rights): Selection {
  const left = selected.map((one) => {
    const { may, why, from } = rights;
    const tool = narrow(
      one.tool,
      (behaviour, action) => may(one.tool, behaviour, action),
      from,
      (behaviour, action) => why(one.tool, behaviour, action),
    );
    return { one, tool };
  });
  const isTold = ({ tool }: Selected) => tool.made !== true || rights.sees(namespaceOf(tool) ?? "");
  const taken = left.filter(({ one, tool }) => tool === undefined && isTold(one));
  const usable = left.flatMap(({ one, tool }) => (tool === undefined ? [] : [{ ...one, tool }]));
  return {
    selected: usable,
    hidden: [
      ...hidden.filter(({ namespaces = [] }) => namespaces.every((one) => rights.sees(one))),
      ...taken.map(({ one: { tool } }) => ({
        name: tool.name,
        ...(tool.aliases && { aliases: tool.aliases }),
        reason: rights.why(tool),
      })),
    ],
    resources: usable.length > 0 ? resources : [],
    made,
  };
}

/** Whether a behaviour is about namespaces that a call of it names, about none, or about this server, without Kestra, too. */
function isPlaced(behaviour: Behaviour): boolean {
  const isOffline = "offline" in behaviour && behaviour.offline;
  const { where = "tenant" } = behaviour;
  return isOffline || (where !== "tenant" && where !== "instance");
}

/** What the server cannot do, and which behaviours need it. */
interface Need {
  readonly reason: string;
  readonly isOf: (behaviour: Behaviour) => boolean;
}

function unmetNeeds({ lacks = {}, silent = {} }: Wish): readonly Need[] {
  return [
    ...Object.entries(lacks).map(([part, reason]) => ({
      reason,
      isOf: ({ uses = [] }: Behaviour) => uses.some((one) => one === part),
    })),
    ...Object.entries(silent).map(([service, reason]) => ({
      reason,
      isOf: (behaviour: Behaviour) => asksAlone(behaviour, service),
    })),
  ];
}

/** The tool without what needs something that the server cannot do; nothing where that is all of it. */
function withoutLacking(
  tool: ToolDefinition,
  unmet: readonly Need[],
): { readonly tool: ToolDefinition | undefined; readonly lacking: readonly LackingActions[] } {
  let left: ToolDefinition | undefined = tool;
  const lacking: LackingActions[] = [];
  for (const { reason, isOf } of unmet) {
    if (!behavioursOf(tool).some(isOf)) continue;
    const actions = isChoice(tool.behaviour) ? Object.entries(tool.behaviour.actions) : [];
    lacking.push({ actions: actions.flatMap(([name, one]) => (isOf(one) ? [name] : [])), reason });
    left = left && narrow(left, (behaviour) => !isOf(behaviour), reason);
  }
  return { tool: left, lacking };
}

/** True for a behaviour of which each request goes to one service. */
function asksAlone(behaviour: Behaviour, service: string): boolean {
  const asked: readonly Availability[] = "calls" in behaviour ? Object.values(behaviour.calls) : [behaviour];
  return asked.length > 0 && asked.every(({ services = [] }) => services.includes(service));
}

/** What an instance can answer of a selected tool, as far as is known of it; undefined where that is nothing. */
export function shownOf({ tool, byName, edition }: Selected, known: Known): ToolDefinition | undefined {
  if (edition === "ee" && known.edition === "oss" && !byName) return undefined;
  const shown = narrow(tool, (behaviour) => isAvailable(behaviour, known));
  return shown ?? (byName ? tool : undefined);
}

function isNamed(
  { name, aliases }: ToolDefinition,
  words: readonly string[],
  { presets }: Compiled,
): boolean {
  const names = [name, ...(aliases ?? [])];
  return words.some(
    (word) =>
      names.includes(word) || (Object.hasOwn(presets, word) && presets[word]?.includes(name) === true),
  );
}

/** @throws ConfigurationError */
function namesOf(words: readonly string[], variable: string, compiled: Compiled): ReadonlySet<string> {
  return new Set(
    words.flatMap((word) => {
      const names = toolsMeant(word, compiled);
      if (typeof names === "string") throw new ConfigurationError(`${variable}: ${names}`);
      return names;
    }),
  );
}

/** The namespace in which lies what a tool is made of; undefined of any other tool. */
export function namespaceOf(tool: ToolDefinition): string | undefined {
  const where = behavioursOf(tool)[0]?.where;
  return tool.made === true && typeof where === "object" ? where.fixed?.[0] : undefined;
}
