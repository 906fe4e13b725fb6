import type { Bound } from "../auth/bound.ts";
import type { QueryValue, RequestPlan } from "../http-client/request-plan.ts";
import { extentOfBound, type Extent } from "./extent.ts";

/** A namespace in the query of a request. */
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
  return (plan) => {
    const { query = {} } = plan;
    const wide = textsOf(query[prefix]);
    if (plan.service !== undefined || wide.length !== 1 || !isExact(extent, wide[0] ?? "")) return plan;
    const narrow = Object.entries(query).map(([name, value]) => [
      name === prefix ? "filters[namespace][EQUALS]" : name,
      value,
    ]);
    return { ...plan, query: Object.fromEntries(narrow) as typeof query };
  };
}

function isExact(extent: Extent, namespace: string): boolean {
  return extent.covers(namespace) && !extent.coversBelow(namespace);
}

/** The namespaces that the query of a request names, its filters among them. */
export function queriedIn({ query = {}, path }: RequestPlan): readonly Queried[] {
  return Object.entries(query)
    .filter(([name]) => name === "namespace" || name.startsWith("filters[namespace]"))
    .flatMap(([name, value]) => {
      // Kestra's older searches take a namespace for its beginning.
      const below = name === "namespace" ? String(path).endsWith("/search") : !exact.test(name);
      return textsOf(value).map((namespace) => ({ namespace, below }));
    });
}

function textsOf(value: QueryValue): readonly string[] {
  if (value === undefined || value === null) return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => String(one).split(","));
}
