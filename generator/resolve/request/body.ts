import type { BodyModel, JsonValueModel, PlacedModel, ValueModel } from "../../model.ts";
import { filterName, type Place } from "../../spec/place.ts";
import type { Scope } from "../context/scope.ts";
import type { Route } from "./route.ts";
import { isText, mediaOf } from "./target.ts";

/** The name of a place on the wire, for messages and for the query. */
export function nameOf(place: Place): string {
  if (place.kind === "filter") return filterName(place.field, place.operation);
  if (place.kind === "filters") return "filters";
  return place.kind === "body" ? ["body", ...place.keys].join(".") : place.name;
}
/** What is sent, and where. */
export interface Filled {
  readonly place: Place;
  readonly value: ValueModel;
}

/** The body that all that goes into it makes; undefined where nothing does. */
export function bodyOf(scope: Scope, route: Route, all: readonly Filled[]): BodyModel | undefined {
  const forms = all.filter((it) => it.place.kind === "form");
  if (forms.length > 0) {
    const each = forms.find((it) => nameOf(it.place) === "*")?.value;
    const parts: PlacedModel[] = forms
      .filter((it) => nameOf(it.place) !== "*" && !isFile(it.place))
      .map((it) => ({ name: nameOf(it.place), value: it.value }));
    parts.push(...filesOf(forms));
    return { kind: "multipart", parts, ...(each?.kind === "argument" ? { each: each.argument } : {}) };
  }
  const fields = all.flatMap((it) => (it.place.kind === "body" ? [{ ...it.place, value: it.value }] : []));
  const media = fields.length === 0 ? undefined : mediaOf(scope, route);
  const first = fields[0];
  if (first === undefined || media === undefined) return undefined;
  if (first.keys.length === 0 && !first.inArray) {
    if (isText(media) && first.value.kind === "argument") {
      const { argument, by } = first.value;
      return { kind: "text", mediaType: media, argument, ...(by === undefined ? {} : { by }) };
    }
    return { kind: "json", value: first.value };
  }
  const object = objectOf(fields);
  return { kind: "json", value: first.inArray ? { kind: "array", items: [object] } : object };
}

function isFile(place: Place): boolean {
  return place.kind === "form" && place.file !== undefined;
}

/** One file part for each name, of the arguments that may hold its content. */
function filesOf(forms: readonly Filled[]): readonly PlacedModel[] {
  const files = forms.filter((it) => isFile(it.place));
  const names = [...new Set(files.map((it) => nameOf(it.place)))];
  return names.map((name) => {
    const contents = files.flatMap(({ place, value }) =>
      place.kind === "form" && place.name === name && place.file !== undefined && value.kind === "argument"
        ? [[place.file, value.argument] as const]
        : [],
    );
    return { name, value: { kind: "file", ...Object.fromEntries(contents) } };
  });
}

function objectOf(
  fields: readonly { readonly keys: readonly string[]; readonly value: ValueModel }[],
): JsonValueModel {
  const names = [...new Set(fields.map((it) => it.keys[0] ?? ""))];
  return {
    kind: "object",
    entries: names.map((key) => {
      const under = fields
        .filter((it) => it.keys[0] === key)
        .map((it) => ({ ...it, keys: it.keys.slice(1) }));
      const leaf = under.find((it) => it.keys.length === 0);
      return { key, value: leaf?.value ?? objectOf(under) };
    }),
  };
}
