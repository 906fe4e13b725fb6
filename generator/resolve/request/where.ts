import type { Places, Whereabouts } from "../../../runtime/tool/whereabouts.ts";
import { flatten, property } from "../../contract/schema.ts";
import type { OperationModel } from "../../model.ts";
import type { Place } from "../../spec/place.ts";
import type { UpsertGrammar } from "../../spec/spec.ts";
import { contractOf } from "../context/world.ts";
import type { Scope } from "../context/scope.ts";
import { answerFacts } from "./answer-facts.ts";
import type { Argument } from "./argument.ts";
import type { RequestParts } from "./request.ts";
import type { Route } from "./route.ts";
import { mediaOf, type Target } from "./target.ts";

/**
 * What tells which namespaces one request is about: by the places in the contract that its arguments go to, whatever they
 * are called.
 */
export function whereOfRequest(
  scope: Scope,
  routes: readonly Route[],
  { arguments: given, targets }: Pick<RequestParts, "arguments" | "targets">,
): Whereabouts {
  if (routes.some(({ service }) => service !== undefined)) return "nowhere";
  const names = (fits: (target: Target, argument: Argument) => boolean): readonly string[] =>
    given
      .filter((it) => targets.get(it.name)?.some((target) => fits(target, it)) === true)
      .map((it) => it.name);
  const namespaces = names(({ place }, { required }) => isPlaceOf("namespace", place, required));
  const executions = names(({ place }, { required }) => isPlaceOf("executionId", place, required));
  const [yaml] = sendsNamedYaml(scope, routes)
    ? names(({ place }) => place.kind === "body" && place.keys.length === 0 && !place.inArray)
    : [];
  const none = routes.every(isOfInstance) ? "instance" : "tenant";
  return placesOr(none, { namespaces, executions, ...(yaml === undefined ? {} : { yaml }) });
}

/** What only Enterprise answers, and outside of any tenant, is about what serves all of them: workers, services, tenants. */
function isOfInstance({ operation }: Route): boolean {
  return !operation.editions.includes("oss") && !operation.path.includes("{tenant}");
}

/**
 * What tells which namespaces a behaviour with several requests is about: its own arguments that the vocabulary says it of,
 * or the YAML that it saves.
 */
export function whereOfCalls(
  { world }: Scope,
  given: readonly Argument[],
  calls: readonly OperationModel[],
  upsert: UpsertGrammar | undefined,
): Whereabouts {
  const named = (what: string): readonly string[] =>
    given.map((it) => it.name).filter((name) => world.names[name] === what);
  const places = { namespaces: named("namespace"), executions: named("execution") };
  const yamls = calls.filter(({ where }) => typeof where === "object" && where.yaml !== undefined);
  const asksKestra = calls.filter(({ service }) => service === undefined);
  const sendsYaml = yamls.length > 0 && asksKestra.filter(takesYaml).length === yamls.length;
  if (upsert !== undefined && sendsYaml)
    return placesOr("tenant", { ...places, ...(upsert.yaml === undefined ? made : { yaml: upsert.yaml }) });
  const changes = calls.some(({ effect }) => effect !== "read");
  const isElsewhere = asksKestra.length === 0 || (asksKestra.length < calls.length && !changes);
  const none = Object.values(places).every((it) => it.length === 0);
  if (none && sendsYaml) return made;
  return placesOr(isElsewhere ? "nowhere" : "tenant", places);
}

const made: Places = { made: true };

/** An argument of a path, a filter and the like; what a body may hold besides bounds nothing. */
function isPlaceOf(name: string, place: Place, required: boolean): boolean {
  switch (place.kind) {
    case "path":
    case "query":
      return place.name === name;
    case "filter":
      return place.field === name;
    case "body":
      return place.keys.at(-1) === name && required;
    case "form":
    case "filters":
      return false;
  }
}

/** Whether what is sent is a YAML that says its namespace: the contract then says it of the answer. */
function sendsNamedYaml(scope: Scope, routes: readonly Route[]): boolean {
  return routes.every((route) => {
    if (route.operation.body === undefined || mediaOf(scope, route)?.includes("yaml") !== true) return false;
    const { schema } = answerFacts(scope, route);
    if (schema === undefined) return false;
    const contract = contractOf(scope.world, route.line, route.service);
    const { items } = flatten(contract, schema);
    return property(contract, items ?? schema, "namespace").found;
  });
}

/** Whether a request takes a YAML, whatever it says. */
function takesYaml({ request }: OperationModel): boolean {
  return request.some(({ value: { body } }) => body?.kind === "text" && body.mediaType.includes("yaml"));
}

function placesOr(none: Exclude<Whereabouts, Places>, places: Places): Whereabouts {
  const { namespaces = [], executions = [], ...rest } = places;
  const found: Places = {
    ...(namespaces.length === 0 ? {} : { namespaces }),
    ...(executions.length === 0 ? {} : { executions }),
    ...rest,
  };
  return Object.keys(found).length === 0 ? none : found;
}
