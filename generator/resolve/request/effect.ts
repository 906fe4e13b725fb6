import type { Effect } from "../../../runtime/tool/definition.ts";
import type { OperationGrammar } from "../../spec/spec.ts";
import type { Route } from "./route.ts";
import type { Scope } from "../context/scope.ts";
import type { DestructiveRoute } from "../../spec/effects.ts";

/** Checks the author's `effect` against the method and the routes that destroy. */
export function checkEffect(scope: Scope, grammar: OperationGrammar, routes: readonly Route[]): Effect {
  const method = routes[0]?.operation.method ?? "GET";
  const written = grammar.effect;
  const at = [...scope.at, grammar.effect === undefined ? "request" : "effect"];
  const destroys = destructionOf(scope.world.destructive, routes);
  if (destroys !== undefined) {
    if (written !== undefined && written !== "destructive") {
      scope.report(
        at,
        `\`effect: ${written}\` contradicts the request: ${destroys}.`,
        "Write `effect: destructive`.",
      );
    }
    return "destructive";
  }
  if (method === "GET") {
    if (written !== undefined && written !== "read") {
      scope.report(
        at,
        `\`effect: ${written}\` contradicts the method: a GET is \`read\`.`,
        "Write `effect: read`.",
      );
    }
    return "read";
  }
  if (written === undefined) {
    scope.report(
      [...scope.at, "request"],
      `A ${method} needs an \`effect\`: it is not told by the method alone.`,
      "Add `effect: write`.",
    );
    return "write";
  }
  if (written === "read" && grammar.because === undefined) {
    scope.report(
      at,
      `\`effect: read\` contradicts the method: a ${method} changes something.`,
      "Say why it does not with `because:`.",
    );
  }
  return written;
}

/** Why a request destroys, where its method or its route does; undefined where it does not. */
export function destructionOf(
  destructive: readonly DestructiveRoute[],
  routes: readonly Route[],
): string | undefined {
  if (routes.some(({ operation }) => operation.method === "DELETE")) return "a DELETE is `destructive`";
  return destructive.find(({ route }) =>
    routes.some(({ operation }) => matches(route, `${operation.method} ${operation.path}`)),
  )?.because;
}

/** True where a route is one that a pattern means; `*` stands for any text. */
export function matches(pattern: string, route: string): boolean {
  const source = pattern
    .split("*")
    .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`).test(route);
}
