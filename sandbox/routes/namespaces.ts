import type { Line } from "../line/line.ts";
import { json, page } from "../http/answers.ts";
import { queryFits, textFits, type Condition } from "../executions/condition.ts";
import type { Values } from "../values/values.ts";
import { fitting, readFilters, type Alternatives } from "../filters/filters.ts";
import { knownFlows, namespaceDependencies } from "../flows/dependencies.ts";
import type { Kestra } from "../kestra/kestra.ts";
import { pageOf, readPaging, readSorts, sorted } from "../http/paging.ts";
import { objectBody } from "../http/request-body.ts";
import type { Route } from "../http/route.ts";

const base = "/api/v1/{tenant}/namespaces";
const one = `${base}/{id}`;

/** A namespace and every one above it: `a.b` is in `a`. */
function withParents(namespace: string): readonly string[] {
  const parts = namespace.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}

/** In the open-source edition namespaces come from the flows in them; `system` is always there. */
function namespacesOf({ flows }: Kestra): readonly string[] {
  return [...new Set(["system", ...flows.all().flatMap(({ flow }) => withParents(flow.namespace))])].sort();
}

function render(id: string, line: Line): Values {
  return line === "1.0" ? { id, deleted: false } : { id };
}

function fits(namespace: string, condition: Condition): boolean {
  return condition.field === "q" ? queryFits([namespace], condition) : textFits(namespace, condition);
}

/** Only 2.0 looks at filters here; before, there is a flat `q`. */
function wanted(query: URLSearchParams, line: Line): Alternatives {
  if (line === "2.0") return readFilters(query, line, "NAMESPACE");
  const q = query.get("q");
  return [q === null ? [] : [{ field: "q", operation: "EQUALS", value: q }]];
}

const search: Route["handle"] = ({ query }, kestra) => {
  const paging = readPaging(query, "searchNamespaces");
  const found = fitting(namespacesOf(kestra), wanted(query, kestra.line), (rows, conditions) =>
    rows.filter((namespace) => conditions.every((condition) => fits(namespace, condition))),
  );
  const rows = pageOf(sorted(found, readSorts(query), { id: (id) => id }), paging);
  return page(
    rows.map((id) => render(id, kestra.line)),
    found.length,
  );
};

/** Every text is a namespace to Kestra, whether anything is in it or not. */
const get: Route["handle"] = ({ params }, { line, edition, limits }) => {
  const id = params["id"] ?? "";
  const shown = render(id, line);
  if (edition === "oss") return json(shown);
  const quotas = limits.quotas
    .filter(({ namespace, flowId }) => namespace === id && flowId === undefined)
    .map(({ limit, duration, behavior }) => ({ limit, duration, behavior }));
  return json(line === "2.0" ? { ...shown, quotas } : shown);
};

const autocomplete: Route["handle"] = (request, kestra) => {
  const { q, ids } = objectBody(request, "autocomplete");
  const words = typeof q === "string" ? q : "";
  const named = Array.isArray(ids) ? (ids as readonly unknown[]) : [];
  return json(
    namespacesOf(kestra).filter((namespace) => namespace.includes(words) || named.includes(namespace)),
  );
};

const dependencies: Route["handle"] = ({ params }, kestra) =>
  json(namespaceDependencies(knownFlows(kestra), params["id"] ?? "", kestra.line));

/** The secrets of the open-source edition come from the environment, and the sandbox has none. */
const secrets: Route["handle"] = () => json({ readOnly: true, results: [], total: 0 });

const inheritedSecrets: Route["handle"] = ({ params }) => json({ [params["id"] ?? ""]: [] });

export const namespaceRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/search`, handle: search },
  { method: "POST", path: `${base}/autocomplete`, handle: autocomplete },
  { method: "GET", path: one, handle: get },
  { method: "GET", path: `${one}/dependencies`, handle: dependencies },
  { method: "GET", path: `${one}/secrets`, handle: secrets },
  { method: "GET", path: `${one}/inherited-secrets`, handle: inheritedSecrets },
  { method: "GET", path: "/api/v1/{tenant}/secrets", handle: secrets },
];
