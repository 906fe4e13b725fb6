import type { Line } from "../line/line.ts";
import { empty, json, page, refused } from "../http/answers.ts";
import { instantFits, queryFits, textFits, type Condition } from "../executions/condition.ts";
import { formatInstant, parseDuration } from "../values/duration.ts";
import { Refusal } from "../executions/refusal.ts";
import type { Values } from "../values/values.ts";
import { fitting, readFilters } from "../filters/filters.ts";
import { readValue } from "../kv/ion-value.ts";
import { isExpired, type KvEntry } from "../kv/kv-store.ts";
import type { Kestra } from "../kestra/kestra.ts";
import { integerOf, pageOf, readSorts, sorted, type Paging } from "../http/paging.ts";
import { objectBody, textBody } from "../http/request-body.ts";
import type { Route, SandboxRequest } from "../http/route.ts";

const ofNamespace = "/api/v1/{tenant}/namespaces/{namespace}/kv";

function now({ clock }: Kestra): number {
  return clock.now().getTime();
}

/** What is there, by key and then by namespace. */
function living(kestra: Kestra): readonly KvEntry[] {
  return kestra.kv
    .all()
    .filter((entry) => !isExpired(entry, now(kestra)))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.namespace < b.namespace ? -1 : 1));
}

/** Where the number of writes stands on a line; 1.0 has none. */
const revisionName: Readonly<Record<Line, string | undefined>> = {
  "1.0": undefined,
  "1.3": "version",
  "2.0": "revision",
};

/** An entry in a list. */
function row(entry: KvEntry, line: Line): Values {
  const { namespace, key, revision, description, created, expires } = entry;
  const name = revisionName[line];
  return {
    ...(name === undefined ? {} : { namespace, [name]: revision }),
    key,
    ...(description === undefined ? {} : { description }),
    creationDate: formatInstant(created),
    updateDate: formatInstant(created),
    ...(expires === undefined ? {} : { expirationDate: formatInstant(expires) }),
  };
}

const list: Route["handle"] = ({ params }, kestra) =>
  json(
    living(kestra)
      .filter(({ namespace }) => namespace === params["namespace"])
      .map((entry) => row(entry, kestra.line)),
  );

function isParent(parent: string, namespace: string): boolean {
  return namespace.startsWith(`${parent}.`);
}

/** What a namespace inherits: from 1.3 on only what its parents have, before also its own. */
const inheritance: Route["handle"] = ({ params }, kestra) => {
  const { namespace = "" } = params;
  return json(
    living(kestra)
      .filter(
        (entry) =>
          isParent(entry.namespace, namespace) || (kestra.line === "1.0" && entry.namespace === namespace),
      )
      .map((entry) => row(entry, kestra.line)),
  );
};

function fits(entry: KvEntry, condition: Condition): boolean {
  switch (condition.field) {
    case "q":
      return queryFits([entry.key], condition);
    case "namespace":
      return textFits(entry.namespace, condition);
    case "updated":
      return instantFits(entry.created, condition);
    case "expirationDate":
      return instantFits(entry.expires, condition);
    default:
      return false;
  }
}

/** Pages of keys are refused in other words than those of other searches. */
function readPaging(query: URLSearchParams): Paging {
  const paging = { page: integerOf(query, "page") ?? 1, size: integerOf(query, "size") ?? 10 };
  if (paging.size === 0) throw new Refusal(422, "Illegal argument: Size cannot be 0");
  if (paging.size < 0) throw new Refusal(422, "Illegal argument: Unpaged data are not supported");
  if (paging.page < 0) throw new Refusal(422, "Illegal argument: Page index cannot be negative");
  if (paging.page === 0) throw new Refusal(500, "Internal server error: SQL [select …]");
  return paging;
}

const sortKeys: Readonly<Record<string, (entry: KvEntry) => string | number>> = {
  key: ({ key }) => key,
  namespace: ({ namespace }) => namespace,
  updated: ({ created }) => created,
  expirationDate: ({ expires }) => expires ?? Number.POSITIVE_INFINITY,
};

function sortOf(query: URLSearchParams): readonly string[] {
  const sorts = readSorts(query);
  // Unlike the other searches, this one does not know keys by their id.
  return sorts.length === 0 ? ["key:asc"] : sorts;
}

const listAll: Route["handle"] = ({ query }, kestra) => {
  const paging = readPaging(query);
  const found = fitting(living(kestra), readFilters(query, kestra.line, "KV_METADATA"), (rows, conditions) =>
    rows.filter((entry) => conditions.every((condition) => fits(entry, condition))),
  );
  const rows = pageOf(sorted(found, sortOf(query), sortKeys), paging);
  return page(
    rows.map((entry) => row(entry, kestra.line)),
    rows.length === 0 ? 0 : found.length,
  );
};

const get: Route["handle"] = (request, kestra) => {
  const { namespace = "", key = "" } = request.params;
  const entry = kestra.kv.get(namespace, key);
  if (entry === undefined) {
    throw new Refusal(404, `Not Found: No value found for key '${key}' in namespace '${namespace}'`);
  }
  if (isExpired(entry, now(kestra))) {
    // Who reads it first is told that it has expired; with that it is gone, and the next finds none.
    kestra.kv.delete(namespace, key);
    return refused(request, 410, "Resource has expired: The requested value has expired");
  }
  const dated = { revision: entry.revision, updated: formatInstant(entry.created) };
  return json({ ...entry.value, ...(kestra.line === "1.0" ? {} : dated) });
};

/** When an entry ends whose `ttl` header says how long it lives. */
function expiryOf({ headers }: SandboxRequest, kestra: Kestra): number | undefined {
  const ttl = headers["ttl"];
  if (ttl === undefined) return undefined;
  const milliseconds = parseDuration(ttl);
  if (milliseconds === undefined) {
    throw new Refusal(500, "Internal server error: Text cannot be parsed to a Duration");
  }
  return now(kestra) + milliseconds;
}

const put: Route["handle"] = (request, kestra) => {
  const { namespace = "", key = "" } = request.params;
  const text = textBody(request, "value");
  const expires = expiryOf(request, kestra);
  if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(key)) {
    throw new Refusal(
      422,
      "Illegal argument: Key must start with an alphanumeric character (uppercase or lowercase) and can contain alphanumeric characters (uppercase or lowercase), dots (.), underscores (_), and hyphens (-) only.",
    );
  }
  const { description } = request.headers;
  const value = readValue(text, kestra.line);
  kestra.kv.put(
    namespace,
    key,
    {
      value,
      ...(description === undefined ? {} : { description }),
      ...(expires === undefined ? {} : { expires }),
    },
    now(kestra),
  );
  return empty(200);
};

const remove: Route["handle"] = ({ params }, { kv }) =>
  json(kv.delete(params["namespace"] ?? "", params["key"] ?? ""));

const removeMany: Route["handle"] = (request, { kv }) => {
  const { keys } = objectBody(request, "request");
  const wanted = Array.isArray(keys) ? (keys as readonly unknown[]).map(String) : [];
  return json({ keys: wanted.filter((key) => kv.delete(request.params["namespace"] ?? "", key)) });
};

export const kvRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/{tenant}/kv", handle: listAll },
  { method: "GET", path: ofNamespace, handle: list },
  { method: "DELETE", path: ofNamespace, handle: removeMany },
  { method: "GET", path: `${ofNamespace}/inheritance`, handle: inheritance },
  { method: "GET", path: `${ofNamespace}/{key}`, handle: get },
  { method: "PUT", path: `${ofNamespace}/{key}`, handle: put },
  { method: "DELETE", path: `${ofNamespace}/{key}`, handle: remove },
];
