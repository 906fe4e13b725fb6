import { tokensOf } from "../../tokens.ts";
import { breaking, either, harmless, shown, type SurfaceChange } from "./change.ts";
import { compareArguments } from "./compare-input.ts";
import { compareOutput } from "./compare-output.ts";
import { sameJson } from "./schema-types.ts";
import { own, type SeenTool, type Surface } from "./surface.ts";

/** How two surfaces differ. */
export interface SurfaceDifference {
  /** Those that changed, by name. */
  readonly tools: readonly ToolDifference[];
  /** The whole list first, then the lists that both surfaces know. */
  readonly lists: readonly ListDifference[];
}

export interface ToolDifference {
  readonly name: string;
  readonly state: "new" | "gone" | "changed";
  /** o200k_base; undefined where the tool is not there. */
  readonly tokens: { readonly before?: number; readonly after?: number };
  /** Breaking ones first. */
  readonly changes: readonly SurfaceChange[];
}

export interface ListDifference {
  readonly name: string;
  readonly before: Size;
  readonly after: Size;
}

/** How many tools a list has, and what they cost an agent in tokens. */
export interface Size {
  readonly tools: number;
  readonly tokens: number;
}

/** Compares what clients see before and after. Pure; the same surfaces give the same difference. */
export function compareSurfaces(before: Surface, after: Surface): SurfaceDifference {
  const [was, is] = [byName(before), byName(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].sort();
  const tools = names.flatMap((name): readonly ToolDifference[] => {
    const [old, now] = [was.get(name), is.get(name)];
    const found = toolChanges(name, old, now, after, is);
    const changes = [...found, ...listed(name, old, now, before, after)];
    if (changes.length === 0) return [];
    const tokens = {
      ...(old === undefined ? {} : { before: tokensOf(old) }),
      ...(now === undefined ? {} : { after: tokensOf(now) }),
    };
    const state = old === undefined ? "new" : now === undefined ? "gone" : "changed";
    return [
      { name, state, tokens, changes: changes.toSorted((a, b) => Number(b.breaking) - Number(a.breaking)) },
    ];
  });
  const shared = Object.keys(after.lists).filter((name) => Object.hasOwn(before.lists, name));
  const lists = [
    { name: "all tools", before: sizeOf(before.tools), after: sizeOf(after.tools) },
    ...shared.map((name) => ({
      name,
      before: sizeOf(membersOf(before, name)),
      after: sizeOf(membersOf(after, name)),
    })),
  ];
  return { tools, lists };
}

/** Every change of all tools. */
export function changesOf({ tools }: SurfaceDifference): readonly SurfaceChange[] {
  return tools.flatMap((it) => it.changes);
}

function toolChanges(
  name: string,
  old: SeenTool | undefined,
  now: SeenTool | undefined,
  after: Surface,
  is: ReadonlyMap<string, SeenTool>,
): readonly SurfaceChange[] {
  if (old === undefined) return [harmless("The tool is new.")];
  if (now !== undefined) return compareTools(old, now);
  const heir = Object.hasOwn(after.aliases, name) ? is.get(after.aliases[name] ?? "") : undefined;
  if (heir === undefined) return [breaking("The tool is gone.")];
  return [
    harmless(`The tool is called \`${heir.name}\` now; its old name keeps working, and is not listed.`),
    ...compareTools({ ...old, title: heir.title }, heir),
  ];
}

function compareTools(old: SeenTool, now: SeenTool): readonly SurfaceChange[] {
  return [
    ...(old.title === now.title ? [] : [harmless(`The title is ${shown(now.title)} now.`)]),
    ...(old.description === now.description
      ? []
      : [harmless(`The description is ${words(now.description)} now.`)]),
    ...compareHints(old, now),
    ...compareArguments(old.inputSchema, now.inputSchema),
    ...compareOutput(old.outputSchema, now.outputSchema),
  ];
}

/** Each hint, and the value that makes a client more careful; it is also what the protocol assumes where there is none. */
const careful = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
} as const;

function compareHints(old: SeenTool, now: SeenTool): readonly SurfaceChange[] {
  return Object.entries(careful).flatMap(([hint, standard]) => {
    const [was, is] = [own(old.annotations, hint) ?? standard, own(now.annotations, hint) ?? standard];
    if (sameJson(was, is)) return [];
    return [either(is === standard, `The hint \`${hint}\` is ${shown(is)} now, was ${shown(was)}.`)];
  });
}

/** Whether a tool that is there before and after is in other lists now. */
function listed(
  name: string,
  old: SeenTool | undefined,
  now: SeenTool | undefined,
  before: Surface,
  after: Surface,
): readonly SurfaceChange[] {
  if (old === undefined || now === undefined) return [];
  return Object.keys(after.lists).flatMap((list) => {
    if (!Object.hasOwn(before.lists, list)) return [];
    const [was, is] = [before, after].map((it) => it.lists[list]?.includes(name) === true);
    if (was === is) return [];
    return [either(was === true, `The tool is ${is === true ? "in" : "no longer in"} the list "${list}".`)];
  });
}

function words(text: string): string {
  return shown(text.replace(/\s+/gu, " "));
}

function byName({ tools }: Surface): ReadonlyMap<string, SeenTool> {
  return new Map(tools.map((tool) => [tool.name, tool]));
}

function membersOf({ tools, lists }: Surface, list: string): readonly SeenTool[] {
  return tools.filter(({ name }) => lists[list]?.includes(name) === true);
}

function sizeOf(tools: readonly SeenTool[]): Size {
  return { tools: tools.length, tokens: tools.reduce((sum, tool) => sum + tokensOf(tool), 0) };
}
