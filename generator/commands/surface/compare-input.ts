import type { JsonObject } from "../../../runtime/json.ts";
import { breaking, either, harmless, shown, type SurfaceChange } from "./change.ts";
import { keysOf, lacking, listAt, objectAt, sameJson, typesOf, typeText } from "./schema-types.ts";
import { own } from "./surface.ts";

/** What changed in the arguments of a tool. Breaking: a call that was good may be refused, or mean something else. */
export function compareArguments(
  before: JsonObject,
  after: JsonObject,
  at: readonly string[] = [],
): readonly SurfaceChange[] {
  const [was, is] = [objectAt(before, "properties"), objectAt(after, "properties")];
  const [must, mustNow] = [listAt(before, "required") ?? [], listAt(after, "required") ?? []];
  return [
    ...keysOf(was, is).flatMap((name) => {
      const label = nameOf([...at, name]);
      const needed = mustNow.includes(name);
      if (!Object.hasOwn(is, name)) return [breaking(`${label} is gone.`)];
      if (!Object.hasOwn(was, name)) {
        return [either(needed, `${label} is new, and ${needed ? "required" : "optional"}.`)];
      }
      const required =
        must.includes(name) === needed
          ? []
          : [either(needed, `${label} is ${needed ? "required" : "optional"} now.`)];
      return [
        ...required,
        ...compareArgument(objectAt(was, name), objectAt(is, name), [...at, name], required.length > 0),
      ];
    }),
    ...openness(before, after, at),
  ];
}

/** Whether arguments that nobody knows are let through. */
function openness(before: JsonObject, after: JsonObject, at: readonly string[]): readonly SurfaceChange[] {
  const [was, is] = [own(before, "additionalProperties"), own(after, "additionalProperties")];
  if (sameJson(was, is)) return [];
  const where = at.length === 0 ? "The tool" : nameOf(at);
  if (is === false) return [breaking(`${where} refuses keys that it does not know now.`)];
  if (was === false) return [harmless(`${where} lets keys through that it does not know now.`)];
  return [breaking(`${where} takes other values under keys that it does not know now.`)];
}

/** What changed in one argument. @param eased whether it was required before or is now: its default is told by that */
function compareArgument(
  before: JsonObject,
  after: JsonObject,
  at: readonly string[],
  eased: boolean,
): readonly SurfaceChange[] {
  const label = nameOf(at);
  const narrowed = lacking(typesOf(before), typesOf(after)).length > 0;
  const types =
    typeText(before) === typeText(after)
      ? []
      : [either(narrowed, `${label} takes ${typeText(after)} now, was ${typeText(before)}.`)];
  return [
    ...types,
    ...compareEnum(before, after, label),
    ...bounds.flatMap(([key, tighter]) => compareBound(before, after, label, key, tighter)),
    ...["pattern", "format"].flatMap((key) => compareForm(before, after, label, key)),
    ...(eased ? [] : compareDefault(before, after, label)),
    ...compareText(before, after, label),
    ...(isNested(before) || isNested(after) ? compareArguments(before, after, at) : []),
    ...compareItems(before, after, at),
  ];
}

function compareItems(
  before: JsonObject,
  after: JsonObject,
  at: readonly string[],
): readonly SurfaceChange[] {
  const [was, is] = [objectAt(before, "items"), objectAt(after, "items")];
  return sameJson(was, is) ? [] : compareArgument(was, is, [...at, "[]"], false);
}

function isNested(schema: JsonObject): boolean {
  return Object.hasOwn(schema, "properties") || Object.hasOwn(schema, "additionalProperties");
}

function compareEnum(before: JsonObject, after: JsonObject, label: string): readonly SurfaceChange[] {
  const [was, is] = [listAt(before, "enum"), listAt(after, "enum")];
  if (was === undefined && is === undefined) return [];
  if (was === undefined) return [breaking(`${label} takes only ${shown(is)} now.`)];
  if (is === undefined) return [harmless(`${label} takes other values than ${shown(was)} too now.`)];
  return [
    ...lacking(was, is).map((it) => breaking(`${label} no longer takes ${shown(it)}.`)),
    ...lacking(is, was).map((it) => harmless(`${label} takes ${shown(it)} too now.`)),
  ];
}

/** A bound, and whether a greater one lets less through. */
const bounds = [
  ["minimum", true],
  ["exclusiveMinimum", true],
  ["minLength", true],
  ["minItems", true],
  ["maximum", false],
  ["exclusiveMaximum", false],
  ["maxLength", false],
  ["maxItems", false],
] as const;

function compareBound(
  before: JsonObject,
  after: JsonObject,
  label: string,
  key: string,
  least: boolean,
): readonly SurfaceChange[] {
  const [was, is] = [own(before, key), own(after, key)];
  if (sameJson(was, is)) return [];
  const tighter =
    is !== undefined && (was === undefined || (least ? Number(is) > Number(was) : Number(is) < Number(was)));
  return [either(tighter, `${label} has the ${key} ${shown(is)} now, was ${shown(was)}.`)];
}

function compareForm(
  before: JsonObject,
  after: JsonObject,
  label: string,
  key: string,
): readonly SurfaceChange[] {
  const [was, is] = [own(before, key), own(after, key)];
  if (sameJson(was, is)) return [];
  return [either(is !== undefined, `${label} has the ${key} ${shown(is)} now, was ${shown(was)}.`)];
}

function compareDefault(before: JsonObject, after: JsonObject, label: string): readonly SurfaceChange[] {
  const [was, is] = [own(before, "default"), own(after, "default")];
  if (sameJson(was, is)) return [];
  return [breaking(`${label} is ${shown(is)} by default now, was ${shown(was)}.`)];
}

function compareText(before: JsonObject, after: JsonObject, label: string): readonly SurfaceChange[] {
  const [was, is] = [own(before, "description"), own(after, "description")];
  return sameJson(was, is) ? [] : [harmless(`${label} is described anew: ${shown(is)}`)];
}

function nameOf(at: readonly string[]): string {
  return `Argument \`${at.join(".").replaceAll(".[]", "[]")}\``;
}
