import { lazy } from "../lazy.ts";
import {
  isChoice,
  isComposite,
  type Availability,
  type Behaviour,
  type Choice,
  type Composite,
  type Operations,
  type Tool,
  type ToolDefinition,
} from "../tool/definition.ts";
import { listed, toldAs, type ListedTool } from "./listing.ts";

/** What of a tool is known before its code is loaded, besides what is listed: plain data that a selection needs. */
export interface ToolAhead extends Omit<Tool, "behaviour" | "view" | "code">, Pick<ToolDefinition, "_meta"> {
  /** It has a page. */
  readonly view?: true;
  readonly behaviour: BehaviourAhead | ChoiceAhead;
}

/** What of a behaviour is data that a selection needs. */
interface BehaviourAhead extends Partial<Pick<Composite<never, never, never>, (typeof facts)[number]>> {
  /** Which services each asks, where one of them asks another than Kestra. */
  readonly calls?: Readonly<Record<string, Pick<Availability, "services">>>;
}

interface ChoiceAhead extends Omit<Choice, "actions"> {
  readonly actions: Readonly<Record<string, BehaviourAhead>>;
}

const facts = [
  "effect",
  "idempotent",
  "lines",
  "edition",
  "uses",
  "services",
  "links",
  "where",
  "ours",
  "offline",
  "takes",
] as const;

/** What is listed of each tool, as JSON without its line's end. */
export function linesOf(tools: readonly ToolDefinition[]): readonly string[] {
  return tools.map((tool) => JSON.stringify(listed(tool)));
}

/** The part of tools that is known before their code is loaded. */
export function aheadOf(tools: readonly ToolDefinition[]): readonly ToolAhead[] {
  return tools.map((tool) => {
    const { name, toolset, aliases, longTexts, argumentAliases, within, _meta, view, behaviour } = tool;
    return {
      name,
      toolset,
      ...(aliases && { aliases }),
      ...(longTexts && { longTexts }),
      ...(argumentAliases && { argumentAliases }),
      ...(within && { within }),
      ...(_meta && { _meta }),
      ...(view && { view: true }),
      behaviour: isChoice(behaviour)
        ? { ...behaviour, actions: mapped(behaviour.actions, actionAhead) }
        : behaviourAhead(behaviour),
    };
  });
}

/** Of an action it must be known which arguments it takes: where another is hidden, those that are left are listed. */
function actionAhead(action: Behaviour): BehaviourAhead {
  return behaviourAhead({ ...action, takes: Object.keys(action.input().shape ?? {}) });
}

function behaviourAhead(behaviour: Behaviour): BehaviourAhead {
  const own = Object.entries(behaviour).filter(([name]) => facts.some((one) => one === name));
  const calls: Operations = isComposite(behaviour) ? behaviour.calls : {};
  const asks = mapped(calls, ({ services }) => (services === undefined ? {} : { services }));
  const isElsewhere = Object.values(calls).some(({ services }) => services !== undefined);
  return { ...Object.fromEntries(own), ...(isElsewhere && { calls: asks }) };
}

/**
 * Tools whose code is loaded later, all of it at once. Of what is listed nothing is parsed until somebody reads it.
 * @param lines as `linesOf` gives them @param load what gives the whole tools
 */
export function toolsAhead(
  lines: readonly string[],
  ahead: readonly ToolAhead[],
  load: () => Promise<readonly ToolDefinition[]>,
): readonly ToolDefinition[] {
  const code = lazy(async () => {
    const whole = new Map((await load()).map((tool) => [tool.name, tool]));
    for (const tool of made) complete(tool, whole.get(tool.name));
  });
  const made = ahead.map(({ view, ...rest }, at): ToolDefinition => {
    const line = lines[at] ?? "";
    const told = lazy(() => JSON.parse(line) as ListedTool);
    // What is not of each tool stands last: V8 makes a hidden class of its own for each member that comes after it.
    return toldAs(line, {
      get title() {
        return told().title;
      },
      get description() {
        return told().description;
      },
      get inputSchema() {
        return told().inputSchema;
      },
      get outputSchema() {
        return told().outputSchema;
      },
      code,
      // Of its behaviour all else is put here by `code`.
      ...(rest as Omit<ToolDefinition, "view">),
      ...(view && { view: () => pageOf(rest.name, load) }),
    });
  });
  return made;
}

/** Gives the behaviours of a tool all that they are, in place, since others hold them already. */
function complete({ name, behaviour }: ToolDefinition, whole: ToolDefinition | undefined): void {
  if (whole === undefined) throw new Error(`There is no code of ${name}.`);
  if (!isChoice(behaviour)) Object.assign(behaviour, whole.behaviour);
  else if (isChoice(whole.behaviour))
    for (const [action, one] of Object.entries(whole.behaviour.actions))
      Object.assign(behaviour.actions[action] ?? {}, one);
}

async function pageOf(name: string, load: () => Promise<readonly ToolDefinition[]>) {
  const view = (await load()).find((tool) => tool.name === name)?.view;
  if (view === undefined) throw new Error(`${name} has no page.`);
  return view();
}

function mapped<From, To>(
  all: Readonly<Record<string, From>>,
  change: (one: From, name: string) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one, name)]));
}
