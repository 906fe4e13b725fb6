import type { Encoding, MakerModel, PlacedModel } from "../../model.ts";
import type { RequestModel, ValueModel } from "../../model.ts";
import type { Format, OperationGrammar, ParamGrammar } from "../../spec/spec.ts";
import { resolveArgument, type Argument } from "./argument.ts";
import { heldOn } from "../../spec/by-line.ts";
import { checkGiven, makerOf } from "../context/function.ts";
import { bodyOf, nameOf, type Filled } from "./body.ts";
import { constantOf, constantsOf, type Constant } from "./constants.ts";
import type { Route } from "./route.ts";
import { onLine, type Scope } from "../context/scope.ts";
import { confirm, placeByName, placeNames, type Target } from "./target.ts";
import { fullParam } from "../../forms/brief.ts";
import { givenToFunctions, offsetParam } from "./unsent.ts";
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
  /** What makes what is sent. */
  readonly by?: MakerModel;
}

/** What goes into the requests of one operation: its arguments, and the request of each line. */
export interface RequestParts {
  readonly arguments: readonly Argument[];
  readonly requests: readonly { readonly from: string; readonly value: RequestModel }[];
  /** Argument -> where it goes on each line. */
  readonly targets: ReadonlyMap<string, readonly Target[]>;
}

/** Resolves the parameters and constants of an operation on every line it has. */
export function resolveRequest(
  scope: Scope,
  grammar: OperationGrammar,
  params: readonly WrittenParam[],
  routes: readonly Route[],
): RequestParts {
  const targets = new Map<string, Target[]>();
  const given = givenToFunctions(
    grammar,
    params.map((it) => it.param),
  );
  for (const { name, param, scope: at } of params) checkMade(at, name, param, params);
  const requests = routes.map((route) => {
    const placed = params.flatMap(({ name, param, scope: at }) => {
      if (grammar.limit?.offset === name) return [];
      if (grammar.brief !== undefined && name === fullParam.name) return [];
      const target = targetOf(at, route, name, param, given);
      if (target === undefined) return [];
      targets.set(name, [...(targets.get(name) ?? []), target]);
      return [{ name, param, target, ...madeBy(at, name, param, target) }];
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
      value: requestOf(scope, route, placed, constants, grammar),
    };
  });
  return {
    requests,
    targets,
    arguments: params.map(({ name, param, scope: at }) => {
      const found = targets.get(name) ?? [];
      const required = found.some((it) => it.required);
      const whole = grammar.limit?.offset === name ? offsetParam(param) : param;
      return resolveArgument(
        at,
        name,
        whole,
        // What a function makes of it need not be of its type.
        param.with === undefined || param.type === undefined ? found.map((it) => it.schema) : [],
        required,
      );
    }),
  };
}

function checkMade(
  scope: Scope,
  name: string,
  { with: by, of }: ParamGrammar,
  params: readonly WrittenParam[],
): void {
  const at = [...scope.at, "params", name];
  if (by === undefined) return;
  const names = params.map((it) => it.name);
  checkGiven(scope, { of, at }, names);
}

/** The function that makes what is sent. What stands in a path or a form is what the agent gave. */
function madeBy(
  scope: Scope,
  name: string,
  { with: written, of = [name] }: ParamGrammar,
  { place }: Target,
): { readonly by?: MakerModel } {
  if (written === undefined) return {};
  const at = [...scope.at, "params", name];
  if (place.kind === "path" || place.kind === "form" || place.kind === "filters") {
    const to = place.kind === "filters" ? "filter.*" : `${place.kind}.${place.name}`;
    const message = `What goes to ${to} is what the agent gave: no function makes it.`;
    scope.report([...at, "with"], message);
  }
  return { by: makerOf(scope, { with: written, of, at }) };
}

/** @param given arguments that need go nowhere */
function targetOf(
  scope: Scope,
  route: Route,
  name: string,
  param: ParamGrammar,
  given: readonly string[],
): Target | undefined {
  const at = [...scope.at, "params", name];
  const here = onLine(scope, route.line);
  if (param.to !== undefined) {
    const held = heldOn(param.to, route.line, [...at, "to"]);
    return held.value === null ? undefined : confirm(here, route, held.value, held.at);
  }
  const written = placeByName(scope, route, name);
  if (written === undefined && given.includes(name)) return undefined;
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

function requestOf(
  scope: Scope,
  route: Route,
  placed: readonly Placed[],
  constants: readonly Constant[],
  grammar: OperationGrammar,
): RequestModel {
  const given = placed.map((it) => ({ place: it.target.place, value: valueOf(it, route.line) }));
  const set = constants.map((it) => ({ place: it.place, value: constantOf(it.value) }));
  const all = [...given, ...set];
  const body = bodyOf(scope, route, all);
  const [filters] = placed.flatMap(({ name, target }) =>
    target.filters === undefined ? [] : [{ argument: name, ...target.filters }],
  );
  return {
    path: pathOf(route, placed),
    query: [...queryOf(given), ...queryOf(set), ...pagesOf(route, grammar)],
    ...(filters === undefined ? {} : { filters }),
    ...(body === undefined ? {} : { body }),
  };
}

function queryOf(filled: readonly Filled[]): readonly PlacedModel[] {
  return filled
    .filter(({ place }) => place.kind === "query" || place.kind === "filter")
    .map(({ place, value }) => ({ name: nameOf(place), value }));
}

/** The first of the pages of a search, where its route has pages. */
function pagesOf({ operation }: Route, { pages }: OperationGrammar): readonly PlacedModel[] {
  const isPaged = operation.parameters.some((it) => it.in === "query" && it.name === "page");
  return pages !== undefined && isPaged ? [{ name: "page", value: constantOf(1) }] : [];
}

function valueOf({ name, param, target, by }: Placed, line: string): ValueModel {
  const { place } = target;
  const omit = param.omit === true ? { omitEmpty: true as const } : {};
  const as = (encoding: Encoding): ValueModel => ({
    kind: "argument",
    argument: name,
    as: encoding,
    ...omit,
    ...(by === undefined ? {} : { by }),
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
