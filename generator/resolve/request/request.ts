import type { BodyModel, Encoding, JsonValueModel, PlacedModel } from "../../model.ts";
import type { RequestModel, ValueModel } from "../../model.ts";
import type { Format, OperationGrammar, ParamGrammar } from "../../spec/spec.ts";
import { resolveArgument, type Argument } from "./argument.ts";
import { heldOn } from "../../spec/by-line.ts";
import { constantOf, constantsOf, type Constant } from "./constants.ts";
import { filterName, type Place } from "../../spec/place.ts";
import type { Route } from "./route.ts";
import { onLine, type Scope } from "../context/scope.ts";
import { confirm, isText, mediaOf, placeByName, placeNames, type Target } from "./target.ts";
import { checkRequired } from "./required.ts";
import { nearest } from "../../../runtime/near-miss.ts";

/** A parameter and where it was written: of the tool, or of the action itself. */
export interface WrittenParam {
  readonly name: string;
  readonly param: ParamGrammar;
  readonly scope: Scope;
}

interface Placed {
  readonly name: string;
  readonly param: ParamGrammar;
  readonly target: Target;
}

/** What goes into the requests of one operation: its arguments, and the request of each line. */
export interface RequestParts {
  readonly arguments: readonly Argument[];
  readonly requests: readonly { readonly from: string; readonly value: RequestModel }[];
}

/** Resolves the parameters and constants of an operation on every line it has. */
export function resolveRequest(
  scope: Scope,
  grammar: OperationGrammar,
  params: readonly WrittenParam[],
  routes: readonly Route[],
): RequestParts {
  const targets = new Map<string, Target[]>();
  const requests = routes.map((route) => {
    const placed = params.flatMap(({ name, param, scope: at }) => {
      if (isUnsent(grammar, name)) return [];
      const target = targetOf(at, route, name, param);
      if (target === undefined) return [];
      targets.set(name, [...(targets.get(name) ?? []), target]);
      return [{ name, param, target }];
    });
    const constants = constantsOf(
      scope,
      grammar,
      route,
      params.map((it) => it.name),
    );
    checkTwice(scope, params, placed, route);
    checkBounded(scope, route, placed, constants);
    checkRequired(onLine(scope, route.line), route, [
      ...placed.map((it) => it.target.place),
      ...constants.map((it) => it.place),
    ]);
    return {
      from: route.line,
      value: requestOf(scope, route, placed, constants, grammar.pages !== undefined),
    };
  });
  return {
    requests,
    arguments: params.map(({ name, param, scope: at }) => {
      const found = targets.get(name) ?? [];
      const required = found.some((it) => it.required);
      const whole = isUnsent(grammar, name) ? offsetParam(param) : param;
      return resolveArgument(
        at,
        name,
        whole,
        found.map((it) => it.schema),
        required,
      );
    }),
  };
}

/** An argument that skips rows of an answer: how many, none by default. */
export function offsetParam(param: ParamGrammar): ParamGrammar {
  return { type: "integer", min: 0, default: 0, ...param };
}

/** An argument that skips rows of the answer goes into no request. */
function isUnsent(grammar: OperationGrammar, name: string): boolean {
  return grammar.limit?.offset === name;
}

function targetOf(scope: Scope, route: Route, name: string, param: ParamGrammar): Target | undefined {
  const at = [...scope.at, "params", name];
  const here = onLine(scope, route.line);
  if (param.to !== undefined) {
    const held = heldOn(param.to, route.line, [...at, "to"]);
    return held.value === null ? undefined : confirm(here, route, held.value, held.at);
  }
  const written = placeByName(scope, route, name);
  if (written === undefined) {
    const near = nearest(name, placeNames(scope, route));
    const request = `${route.operation.method} ${route.operation.path}`;
    here.report(
      at,
      `${request} has no parameter or body field that is "${name}" in snake_case.`,
      near === undefined
        ? "Say where it goes with `to:`."
        : `Did you mean "${near}"? Or say where it goes with \`to:\`.`,
      "key",
    );
    return undefined;
  }
  return confirm(here, route, written, at);
}

/** A write by query without a filter acts on the whole tenant. */
function checkBounded(
  scope: Scope,
  route: Route,
  placed: readonly Placed[],
  constants: readonly Constant[],
): void {
  const { method, path } = route.operation;
  if (method === "GET" || !path.endsWith("/by-query")) return;
  const required = placed.some(
    ({ param, target }) => target.place.kind === "filter" && param.optional === false,
  );
  if (required || constants.some((it) => it.place.kind === "filter")) return;
  scope.report(
    [...scope.at, "request"],
    `${method} ${path} acts on all that its filters find, and none is required or set.`,
    "Make one required with `optional: false`, or `set` it.",
  );
}

function checkTwice(
  scope: Scope,
  params: readonly WrittenParam[],
  placed: readonly Placed[],
  route: Route,
): void {
  placed.forEach((it, i) => {
    const twin = placed
      .slice(0, i)
      .find((other) => JSON.stringify(other.target.place) === JSON.stringify(it.target.place));
    if (twin === undefined) return;
    const written = params.find(({ name }) => name === it.name)?.scope ?? scope;
    written.reportOn(route.line)(
      [...written.at, "params", it.name],
      `${it.name} and ${twin.name} are two arguments for one thing: both go to ${nameOf(it.target.place)}.`,
      "Keep one of them.",
      "key",
    );
  });
}

/** The name of a place on the wire, for messages and for the query. */
export function nameOf(place: Place): string {
  if (place.kind === "filter") return filterName(place.field, place.operation);
  return place.kind === "body" ? ["body", ...place.keys].join(".") : place.name;
}

function requestOf(
  scope: Scope,
  route: Route,
  placed: readonly Placed[],
  constants: readonly Constant[],
  paged: boolean,
): RequestModel {
  const all = [
    ...placed.map((it) => ({ place: it.target.place, value: valueOf(it, route.line) })),
    ...constants.map((it) => ({ place: it.place, value: constantOf(it.value) })),
    ...(paged
      ? [{ place: { kind: "query", name: "page", pairs: false } as const, value: constantOf(1) }]
      : []),
  ];
  const query = all.filter((it) => it.place.kind === "query" || it.place.kind === "filter");
  const body = bodyOf(scope, route, all);
  return {
    path: pathOf(route, placed),
    query: query.map((it) => ({ name: nameOf(it.place), value: it.value })),
    ...(body === undefined ? {} : { body }),
  };
}

function valueOf({ name, param, target }: Placed, line: string): ValueModel {
  const { place } = target;
  const omit = param.omit === true ? { omitEmpty: true as const } : {};
  const as = (encoding: Encoding): ValueModel => ({
    kind: "argument",
    argument: name,
    as: encoding,
    ...omit,
  });
  if (place.kind === "filter" && place.keyed) return as("keyed");
  if (place.kind === "query" && place.pairs) return as("pairs");
  if (place.kind === "filter" && target.schema.type === "array") return as("list");
  const format = param.format === undefined ? null : heldOn(param.format, line, []).value;
  if (format !== null) return as(encodings[format]);
  if (param.type === "any" && place.kind === "body" && target.schema.type === undefined) return as("json");
  return as(target.instant ? "instant" : "plain");
}

const encodings = {
  "date-time": "instant",
  "file-path": "filePath",
  "directory-path": "directoryPath",
  "plus-path": "plusPath",
  "plus-directory": "plusDirectory",
  "plus-uri": "plusUri",
  "file-uri": "fileUri",
  "encoded-uri": "encodedUri",
} as const satisfies Readonly<Record<Format, Encoding>>;

function pathOf(route: Route, placed: readonly Placed[]): RequestModel["path"] {
  const parts: (string | { readonly argument: string })[] = [];
  for (const text of route.operation.path.split(/(\{[^}]+\})/)) {
    const hole = /^\{(.+)\}$/.exec(text)?.[1];
    if (hole !== undefined && hole !== "tenant") {
      const argument = placed.find(
        ({ target: { place } }) => place.kind === "path" && place.name === hole,
      )?.name;
      if (argument !== undefined) parts.push({ argument });
      continue;
    }
    const last = parts.at(-1);
    if (typeof last === "string") parts[parts.length - 1] = last + text;
    else if (text !== "") parts.push(text);
  }
  return parts;
}

interface Filled {
  readonly place: Place;
  readonly value: ValueModel;
}

function bodyOf(scope: Scope, route: Route, all: readonly Filled[]): BodyModel | undefined {
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
    if (isText(media) && first.value.kind === "argument")
      return { kind: "text", mediaType: media, argument: first.value.argument };
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
