import type { OperationModel, RequestModel, Since } from "../../model.ts";
import { bodyText } from "./body.ts";
import {
  joined,
  onLine,
  onLineAtOnce,
  propertiesOnLine,
  propertyText,
  type Property,
  type PropertyTypes,
} from "../code/per-line.ts";
import { functionScope, type PrintScope } from "../code/scope.ts";
import { pathText } from "./path.ts";
import { object, quote } from "../code/text.ts";
import { filtersName } from "../code/names.ts";
import { placedProperty } from "../code/value.ts";

/** Parts of a request that may differ between lines before the whole is told apart. */
const mostDifferent = 2;

/** The arrow function that makes an operation's request. */
export function requestText(operation: OperationModel, use: PrintScope["use"]): string {
  const { scope, used } = functionScope(use, operation.inputSchema);
  const parts = partsOf(operation.request, scope);
  const different = parts.filter((part) => joined(part.values).length > 1);
  const lines = operation.request.map((it) => it.from);
  const areAlike = samePathArguments(operation.request);
  const around = (query: string) => withFilters(query, operation, scope);
  const result =
    different.length > mostDifferent
      ? onLine(
          lines.map((from) => wholeOn(from, parts, around)),
          { name: "Request", uses: "Request" },
          scope,
        )
      : `(${object(parts.flatMap((part) => partText(part, areAlike, around, scope)))})`;
  const at = (["line", "uuid"] as const).filter((name) => used.has(name));
  const input = used.has("input") ? "input" : "_";
  if (at.length > 0) return `(${input}, { ${at.join(", ")} }) => ${result}`;
  return `(${used.has("input") ? input : ""}) => ${result}`;
}

type PartName = "path" | "query" | "body";

/** One part of a request on every line: an expression, or the properties of an object. */
interface Part {
  readonly name: PartName;
  readonly values: readonly Since<string | readonly Property[]>[];
}

function partsOf(requests: readonly Since<RequestModel>[], scope: PrintScope): readonly Part[] {
  const on = (name: PartName, of: (request: RequestModel) => string | readonly Property[]): Part => ({
    name,
    values: requests.map(({ from, value }) => ({ from, value: of(value) })),
  });
  return [
    on("path", (request) => pathText(request.path, scope)),
    on("query", (request) => request.query.map((it) => placedProperty(it, "query", scope))),
    on("body", (request) => (request.body === undefined ? [] : bodyText(request.body, scope))),
  ];
}

const types: Readonly<Record<PartName, PropertyTypes>> = {
  path: {
    object: { name: 'Request["path"]', uses: "Request" },
    value: { name: 'Request["path"]', uses: "Request" },
  },
  query: {
    object: { name: "Record<string, QueryValue>", uses: "QueryValue" },
    value: { name: "QueryValue", uses: "QueryValue" },
  },
  body: {
    object: { name: 'Request["body"]', uses: "Request" },
    value: { name: 'Request["body"]', uses: "Request" },
  },
};

/** Paths with the same arguments refuse the same, so that all of them may be made. */
function samePathArguments(requests: readonly Since<RequestModel>[]): boolean {
  const names = requests.map(({ value }) =>
    value.path.flatMap((part) => (typeof part === "string" ? [] : [part.argument])).sort(),
  );
  return names.every((list) => list.join() === names[0]?.join());
}

/** A query with the filters that an argument holds: what may be filtered by is told apart by line elsewhere. */
function withFilters(query: string, { request }: OperationModel, scope: PrintScope): string {
  const filters = request.flatMap(({ value }) => value.filters ?? [])[0];
  if (filters === undefined) return query;
  const table = scope.use(`generated/filters.ts#${filtersName(filters.resource)}`);
  const fields = `${scope.use("forRelease")}(${scope.parameter("line")}, ${table})`;
  const given = scope.argument(filters.argument).text;
  return `${scope.use("filtered")}(${query}, ${given}, ${quote(filters.argument)}, ${fields})`;
}

/** A part that is empty on every line is left out. */
function partText(
  { name, values }: Part,
  areAlike: boolean,
  around: (query: string) => string,
  scope: PrintScope,
): readonly string[] {
  if (values.every((it) => it.value.length === 0)) return [];
  if (name === "path" || name === "body") {
    const texts = values.map(({ from, value }) => ({
      from,
      value: typeof value === "string" ? value : "undefined",
    }));
    const text =
      name === "path" && areAlike ? onLineAtOnce(texts, scope) : onLine(texts, types[name].object, scope);
    return [`${name}: ${text}`];
  }
  const lists = values.map(({ from, value }) => ({ from, value: typeof value === "string" ? [] : value }));
  const properties = propertiesOnLine(lists, types[name], scope);
  const [only = "", ...others] = properties;
  const isSpread = others.length === 0 && /^\.\.\.(?:forRelease|makeForRelease)[(<]/.test(only);
  return [`${name}: ${around(isSpread ? only.slice(3) : object(properties))}`];
}

function wholeOn(from: string, parts: readonly Part[], around: (query: string) => string): Since<string> {
  const here = parts.flatMap(({ name, values }) => {
    const value = values.find((it) => it.from === from)?.value ?? [];
    if (value.length === 0) return [];
    if (typeof value === "string") return [`${name}: ${value}`];
    const properties = object(value.map(propertyText));
    return [`${name}: ${name === "query" ? around(properties) : properties}`];
  });
  return { from, value: object(here) };
}
