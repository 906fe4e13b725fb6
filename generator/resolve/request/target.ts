import type { OpenSchema } from "../../../runtime/json/schema.ts";
import type { Contract, ContractOperation, ContractSchema } from "../../contract/contract.ts";
import { nearest } from "../../../runtime/near-miss.ts";
import { argumentSchema, walk } from "../../contract/schema.ts";
import { parsePlace, snakeCase, type Place } from "../../spec/place.ts";
import type { Route } from "./route.ts";
import type { FilterFields } from "../../../runtime/compiled/filters.ts";
import type { Scope } from "../context/scope.ts";
import { contractOf } from "../context/world.ts";
import type { YamlPath } from "../../diagnostics/source-file.ts";

/** A place that the contract confirms on one line, with what may stand there. */
export interface Target {
  readonly place: Place;
  readonly schema: OpenSchema;
  readonly required: boolean;
  /** The contract says that it is a date-time. */
  readonly instant: boolean;
  /** Of filters of whatever the search takes: what it takes. */
  readonly filters?: { readonly resource: string; readonly fields: FilterFields };
}

/**
 * Confirms a place that an author wrote against the contract of one line.
 * @param at where it is written. @returns undefined after reporting an error.
 */
export function confirm(scope: Scope, route: Route, written: string, at: YamlPath): Target | undefined {
  const place = parsePlace(written);
  if (typeof place === "string") {
    scope.report(at, place);
    return undefined;
  }
  const contract = contractOf(scope.world, route.line, route.service);
  switch (place.kind) {
    case "path":
    case "query":
      return confirmParameter(scope, route, contract, place, at);
    case "filter":
      return confirmFilter(scope, route, contract, place, at);
    case "filters":
      return confirmFilters(scope, route, contract, place, at);
    case "body":
    case "form":
      return confirmBody(scope, route, contract, place, at);
  }
}

/** The place whose name in snake_case is the argument's; undefined where there is none. */
export function placeByName(scope: Scope, route: Route, argument: string): string | undefined {
  const { operation } = route;
  const named = operation.parameters.filter((it) => snakeCase(it.name) === argument);
  const parameter = named.find((it) => it.in === "path") ?? named.find((it) => it.in === "query");
  if (parameter !== undefined) return `${parameter.in}.${parameter.name}`;
  const contract = contractOf(scope.world, route.line, route.service);
  const field = bodyFields(contract, operation).find((name) => snakeCase(name) === argument);
  return field === undefined ? undefined : `body.${field}`;
}

/** Every name that `placeByName` would find, for a near miss. */
export function placeNames(scope: Scope, route: Route): readonly string[] {
  const fields = bodyFields(contractOf(scope.world, route.line, route.service), route.operation);
  const names = route.operation.parameters.flatMap((it) => (it.in === "header" ? [] : [it.name]));
  return [...names, ...fields].map(snakeCase);
}

/** The fields of a JSON body's object. */
export function bodyFields(contract: Contract, operation: ContractOperation): readonly string[] {
  const schema = operation.body?.media["application/json"];
  if (schema === undefined) return [];
  const step = walk(contract, schema, [""]);
  return step.found ? [] : step.among;
}

function confirmParameter(
  scope: Scope,
  route: Route,
  contract: Contract,
  place: Place & { kind: "path" | "query" },
  at: YamlPath,
): Target | undefined {
  const offered = route.operation.parameters.filter((it) => it.in === place.kind);
  const found = offered.find((it) => it.name === place.name);
  if (found === undefined) {
    const request = `${route.operation.method} ${route.operation.path}`;
    const names = offered.map((it) => it.name);
    const near = nearest(place.name, names);
    scope.report(
      at,
      `${request} has no ${place.kind} parameter "${place.name}".`,
      near === undefined ? has(names) : `Did you mean "${place.kind}.${near}"?`,
    );
    return undefined;
  }
  const schema =
    place.kind === "query" && place.pairs
      ? { type: "object" as const }
      : argumentSchema(contract, found.schema);
  return {
    place,
    schema,
    required: found.required || place.kind === "path",
    instant: isInstant(found.schema),
  };
}

function has(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : `It has ${names.join(", ")}.`;
}

function isInstant(schema: ContractSchema): boolean {
  return schema.format === "date-time";
}

/** What a search may be filtered by. @returns undefined after reporting that it takes no filters. */
function filtersOf(scope: Scope, route: Route, contract: Contract, at: YamlPath): Target["filters"] {
  const { method, path, filters: resource } = route.operation;
  const fields = resource === undefined ? undefined : contract.filters[resource];
  if (resource !== undefined && fields !== undefined) return { resource, fields };
  scope.report(at, `${method} ${path} takes no filters.`);
  return undefined;
}

function confirmFilters(
  scope: Scope,
  route: Route,
  contract: Contract,
  place: Place & { kind: "filters" },
  at: YamlPath,
): Target | undefined {
  const filters = filtersOf(scope, route, contract, at);
  const schema: OpenSchema = { type: "array", items: { type: "string" } };
  return filters && { place, schema, required: false, instant: false, filters };
}

function confirmFilter(
  scope: Scope,
  route: Route,
  contract: Contract,
  place: Place & { kind: "filter" },
  at: YamlPath,
): Target | undefined {
  const filters = filtersOf(scope, route, contract, at);
  if (filters === undefined) return undefined;
  const { resource, fields } = filters;
  const operations = Object.hasOwn(fields, place.field) ? fields[place.field] : undefined;
  if (operations === undefined) {
    const near = nearest(place.field, Object.keys(fields));
    const hint =
      near === undefined ? `It takes ${Object.keys(fields).join(", ")}.` : `Did you mean "${near}"?`;
    scope.report(at, `${resource} cannot be filtered by "${place.field}".`, hint);
    return undefined;
  }
  if (!operations.includes(place.operation)) {
    scope.report(
      at,
      `The filter "${place.field}" of ${resource} does not take ${place.operation}.`,
      `It takes ${operations.join(", ")}.`,
    );
    return undefined;
  }
  if (place.keyed) return { place, schema: { type: "object" }, required: false, instant: false };
  const many = place.operation === "IN" || place.operation === "NOT_IN";
  const schema: OpenSchema = many ? { type: "array", items: { type: "string" } } : { type: "string" };
  return { place, schema, required: false, instant: false };
}

function confirmBody(
  scope: Scope,
  route: Route,
  contract: Contract,
  place: Place & { kind: "body" | "form" },
  at: YamlPath,
): Target | undefined {
  const { method, path, body } = route.operation;
  const request = `${method} ${path}`;
  if (body === undefined) {
    scope.report(at, `${request} has no body.`);
    return undefined;
  }
  if (place.kind === "form") {
    if (body.media["multipart/form-data"] === undefined) {
      scope.report(at, `${request} takes no multipart form, but ${Object.keys(body.media).join(", ")}.`);
      return undefined;
    }
    const type = place.file === undefined ? (place.name === "*" ? "object" : undefined) : "string";
    return { place, schema: type === undefined ? {} : { type }, required: false, instant: false };
  }
  const media = mediaOf(scope, route);
  const whole = media === undefined ? undefined : body.media[media];
  if (media === undefined || whole === undefined) return undefined;
  if (place.keys.length === 0 && !place.inArray) {
    const schema: OpenSchema = isText(media) ? { type: "string" } : argumentSchema(contract, whole);
    return { place, schema, required: body.required, instant: false };
  }
  const step = walk(contract, place.inArray ? (whole.items ?? {}) : whole, place.keys);
  if (step.found) {
    return {
      place,
      schema: argumentSchema(contract, step.schema),
      required: step.required,
      instant: isInstant(step.schema),
    };
  }
  if (step.any) return { place, schema: {}, required: false, instant: false };
  const near = nearest(step.name, step.among);
  const hint = near === undefined ? has(step.among) : `Did you mean "${near}"?`;
  scope.report(at, `The body of ${request} has no "${step.name}".`, hint);
  return undefined;
}

/** The media type of a body: the author's, or the only one there is. */
export function mediaOf(scope: Scope, route: Route): string | undefined {
  const offered = Object.keys(route.operation.body?.media ?? {});
  const { media } = grammarAt(scope);
  if (media !== undefined) {
    if (offered.includes(media)) return media;
    scope.report(
      [...scope.at, "media"],
      `${route.operation.method} ${route.operation.path} does not take ${media}.`,
      `It takes ${offered.join(", ")}.`,
    );
    return undefined;
  }
  if (offered.length <= 1) return offered[0];
  scope.report(
    [...scope.at, "request"],
    `${route.operation.method} ${route.operation.path} takes ${offered.join(" or ")}.`,
    "Say which with `media:`.",
  );
  return undefined;
}

/** True for a media type whose body is text, not JSON. */
export function isText(media: string): boolean {
  return !media.includes("json") && media !== "multipart/form-data";
}

function grammarAt(scope: Scope): { readonly media?: string } {
  return scope.at.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], scope.written) as {
    readonly media?: string;
  };
}
