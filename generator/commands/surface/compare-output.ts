import type { JsonObject } from "../../../runtime/json.ts";
import { breaking, either, harmless, shown, type SurfaceChange } from "./change.ts";
import { keysOf, lacking, listAt, objectAt, sameJson, typesOf, typeText } from "./schema-types.ts";
import { own } from "./surface.ts";

/** What changed in what a tool gives back. Breaking: a reader may miss a field, or find there what it cannot read. */
export function compareOutput(
  before: JsonObject,
  after: JsonObject,
  at: readonly string[] = [],
): readonly SurfaceChange[] {
  const [was, is] = [objectAt(before, "properties"), objectAt(after, "properties")];
  const [sure, sureNow] = [listAt(before, "required") ?? [], listAt(after, "required") ?? []];
  const fields = keysOf(was, is).flatMap((name): readonly SurfaceChange[] => {
    const here = [...at, name];
    if (!Object.hasOwn(is, name)) return [breaking(`${nameOf(here)} is gone.`)];
    if (!Object.hasOwn(was, name)) return [harmless(`${nameOf(here)} is new.`)];
    const [always, alwaysNow] = [sure.includes(name), sureNow.includes(name)];
    return [
      ...(always === alwaysNow
        ? []
        : [either(always, `${nameOf(here)} is ${alwaysNow ? "always" : "not always"} there now.`)]),
      ...compareField(objectAt(was, name), objectAt(is, name), here),
    ];
  });
  return [...fields, ...openness(before, after, at)];
}

function compareField(
  before: JsonObject,
  after: JsonObject,
  at: readonly string[],
): readonly SurfaceChange[] {
  const wider = lacking(typesOf(after), typesOf(before)).length > 0;
  const types =
    typeText(before) === typeText(after)
      ? []
      : [either(wider, `${nameOf(at)} is ${typeText(after)} now, was ${typeText(before)}.`)];
  const [was, is] = [objectAt(before, "items"), objectAt(after, "items")];
  return [
    ...types,
    ...compareWords(before, after, at),
    ...compareOutput(before, after, at),
    ...(sameJson(was, is) ? [] : compareField(was, is, [...at, "[]"])),
  ];
}

/** A word that may come now and could not before surprises a reader who knows them all. */
function compareWords(
  before: JsonObject,
  after: JsonObject,
  at: readonly string[],
): readonly SurfaceChange[] {
  const [was, is] = [listAt(before, "enum"), listAt(after, "enum")];
  if (was === undefined || is === undefined) {
    return was === is
      ? []
      : [
          either(
            was !== undefined,
            `${nameOf(at)} has ${is === undefined ? "any value" : "fixed values"} now.`,
          ),
        ];
  }
  return [
    ...lacking(is, was).map((it) => breaking(`${nameOf(at)} may be ${shown(it)} now.`)),
    ...lacking(was, is).map((it) => harmless(`${nameOf(at)} is never ${shown(it)} now.`)),
  ];
}

/** A closed object that opens may hold keys that its readers refuse. */
function openness(before: JsonObject, after: JsonObject, at: readonly string[]): readonly SurfaceChange[] {
  const [was, is] = [own(before, "additionalProperties"), own(after, "additionalProperties")];
  if (sameJson(was, is)) return [];
  const where = at.length === 0 ? "The output" : nameOf(at);
  return [either(was === false, `${where} says something else of keys that have no name of their own now.`)];
}

function nameOf(at: readonly string[]): string {
  return `Output \`${at.join(".").replaceAll(".[]", "[]")}\``;
}
