import type { Window } from "../../runtime/tool/definition.ts";
import { nearest } from "../../runtime/near-miss.ts";
import type { OperationGrammar } from "../spec/spec.ts";
import type { Scope } from "./context/scope.ts";
import type { Projection } from "../forms/form.ts";
import type { Route } from "./request/route.ts";
import { checkFull, rowsKey } from "./rows.ts";

/** The window of a search: its arguments are there, its route has pages on every line, its output rows and their number. */
export function windowOf(
  scope: Scope,
  { window, limit, pages }: OperationGrammar,
  routes: readonly Route[],
  names: readonly string[],
  projection: Projection | undefined,
): { readonly window?: Window } {
  if (window === undefined || projection === undefined) return {};
  const at = [...scope.at, "window"];
  for (const key of ["offset", "count", "size"] as const) {
    const name = window[key];
    if (!names.includes(name))
      scope.report([...at, key], `There is no argument "${name}".`, "Add it to `params`.");
  }
  for (const { line, operation } of routes) {
    const has = (name: string) => operation.parameters.some((it) => it.in === "query" && it.name === name);
    if (!has("page") || !has("size"))
      scope.reportOn(line)(
        at,
        `${operation.method} ${operation.path} has no \`page\` and \`size\`.`,
        undefined,
        "key",
      );
  }
  if (limit?.offset !== undefined)
    scope.report([...scope.at, "limit", "offset"], "The window skips rows already.", "Remove it.");
  if (pages !== undefined)
    scope.report([...scope.at, "pages"], "The window says which pages are read.", "Remove `pages`.", "key");
  const rows = rowsKey(projection);
  const { properties } = projection.output;
  if (rows === undefined || properties.total?.type !== "integer") {
    const hint = "Write `{ each: results, as: results, pick: [...], keep: [total] }`.";
    scope.report(at, "`window` needs an output of rows, and how many there are.", hint, "key");
    return {};
  }
  checkFull(scope, projection);
  const by = [window.by].flat();
  const keys = Object.keys(properties[rows]?.items?.properties ?? {});
  for (const key of by.filter((it) => !keys.includes(it))) {
    const near = nearest(key, keys);
    const hint = near === undefined ? `They have ${keys.join(", ")}.` : `Did you mean "${near}"?`;
    scope.report([...at, "by"], `The rows have no "${key}".`, hint);
  }
  return { window: { rows, by, offset: window.offset, count: window.count } };
}
