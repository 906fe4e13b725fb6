import type { Bound } from "../auth/bound.ts";
import type { QueryValue, RequestPlan } from "../http-client/request-plan.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { extentOfBound, type Extent } from "./extent.ts";

/** A namespace in the query of a request, or in the filters of a chart. */
interface Queried {
  readonly namespace: string;
  /** It stands for all below it, too, or may do so. */
  readonly below: boolean;
}

const prefix = "filters[namespace][PREFIX]";

/** Operators that mean a namespace itself, or leave it out. */
const exact = /^filters\[namespace\]\[(EQUALS|NOT_EQUALS|IN|NOT_IN)\]$/;

/**
 * Has requests that search in a namespace and below it search in it alone, where what is below it is out of bounds: what is
 * shown before a call is then what is sent.
 */
export function narrowedBy(bound: Bound): (plan: RequestPlan) => RequestPlan {
  const extent = extentOfBound(bound);
  return (plan) => (plan.service === undefined ? narrowChart(extent, narrowQuery(extent, plan)) : plan);
}

function narrowQuery(extent: Extent, plan: RequestPlan): RequestPlan {
  const { query = {} } = plan;
  const wide = textsOf(query[prefix]);
  if (wide.length !== 1 || !isExact(extent, wide[0] ?? "")) return plan;
  const narrow = Object.entries(query).map(([name, value]) => [
    name === prefix ? "filters[namespace][EQUALS]" : name,
    value,
  ]);
  return { ...plan, query: Object.fromEntries(narrow) as typeof query };
}

/** A chart is searched by filters in its body. */
function narrowChart(extent: Extent, plan: RequestPlan): RequestPlan {
  const { body } = plan;
  const found = chartOf(plan);
  if (body?.kind !== "json" || found === undefined) return plan;
  const { value, globalFilter, filters } = found;
  const isWide = (one: Json): one is JsonObject =>
    isOfNamespace(one) &&
    one.operation === "PREFIX" &&
    textsOf(one.value as QueryValue).every((namespace) => isExact(extent, namespace));
  if (!filters.some(isWide)) return plan;
  const narrow = filters.map((one) => (isWide(one) ? { ...one, operation: "EQUALS" } : one));
  return {
    ...plan,
    body: { ...body, value: { ...value, globalFilter: { ...globalFilter, filters: narrow } } },
  };
}

/** The body of a chart, and the filters in it; undefined where a request is not about one. */
function chartOf({ body }: RequestPlan) {
  const value = body?.kind === "json" ? body.value : undefined;
  if (!isObject(value) || !isObject(value.globalFilter)) return undefined;
  const { globalFilter } = value;
  const { filters } = globalFilter;
  return Array.isArray(filters) ? { value, globalFilter, filters: filters as readonly Json[] } : undefined;
}

function isOfNamespace(filter: Json): filter is JsonObject {
  return isObject(filter) && filter.field === "namespace";
}

function isExact(extent: Extent, namespace: string): boolean {
  return extent.covers(namespace) && !extent.coversBelow(namespace);
}

/** The namespaces that the query of a request names, its filters and those of a chart among them. */
export function queriedIn(plan: RequestPlan): readonly Queried[] {
  const { query = {}, path } = plan;
  const ofQuery = Object.entries(query)
    .filter(([name]) => name === "namespace" || name.startsWith("filters[namespace]"))
    .flatMap(([name, value]) => {
      // Kestra's older searches take a namespace for its beginning.
      const below = name === "namespace" ? String(path).endsWith("/search") : !exact.test(name);
      return textsOf(value).map((namespace) => ({ namespace, below }));
    });
  const ofChart = (chartOf(plan)?.filters ?? []).filter(isOfNamespace).flatMap(({ operation, value }) => {
    const below = typeof operation !== "string" || !exact.test(`filters[namespace][${operation}]`);
    return textsOf(value as QueryValue).map((namespace) => ({ namespace, below }));
  });
  return [...ofQuery, ...ofChart];
}

function textsOf(value: QueryValue): readonly string[] {
  if (value === undefined || value === null) return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => String(one).split(","));
}
