import { compareLines } from "../../../runtime/per-line.ts";
import type { Correction } from "../../contract/correction.ts";
import type { OperationModel, Since } from "../../model.ts";
import type { OperationGrammar, ParamGrammar } from "../../spec/spec.ts";
import { answerFacts } from "../../resolve/request/answer-facts.ts";
import { heldOn } from "../../spec/by-line.ts";
import { destructionOf } from "../../resolve/request/effect.ts";
import { findRoutes, type Route } from "../../resolve/request/route.ts";
import type { Scope } from "../../resolve/context/scope.ts";
import { explainArguments } from "./arguments.ts";
import { explainRead } from "./projection.ts";
import { correctionsOf, descend, isAt } from "./sources.ts";

/** One request of a tool on one line: what is sent, what goes where, and what becomes of the answer. */
export function explainOperation(
  scope: Scope,
  grammar: OperationGrammar,
  params: Readonly<Record<string, ParamGrammar | null>>,
  model: OperationModel,
  line: string,
  corrections: readonly Correction[],
): readonly string[] {
  const routes = findRoutes(scope, grammar.request ?? "");
  const route = routes.find((it) => it.line === line);
  if (route === undefined) return ["is not asked on this release"];
  const read = sinceOn(model.read, line);
  return [
    [
      ...(route.service === undefined ? [] : [route.service]),
      route.operation.method,
      route.operation.path,
    ].join(" "),
    ...facts(model, route, why(scope, grammar, routes)),
    ...explainArguments(scope, grammar, params, route, corrections),
    ...constants(grammar, line),
    ...(read === undefined ? [] : explainRead(read, answerFacts(scope, route))),
    ...corrected(scope, route, corrections),
    ...model.on.flatMap(({ status, read: other }) =>
      explainRead(other, answerFacts(scope, route))
        .slice(1)
        .map((it) => `on ${status}: ${it}`),
    ),
    ...Object.entries(sinceOn(model.advice, line) ?? {}).map(
      ([status, text]) => `on ${status} advises: ${text}`,
    ),
    ...(model.pages === undefined ? [] : [`is read page by page, ${model.pages.most} at most`]),
  ];
}

function facts(model: OperationModel, { service, operation }: Route, because: string): readonly string[] {
  const effect = `effect ${model.effect}: ${because}`;
  if (service !== undefined) return [`of the service ${service}, to which nothing of Kestra's goes`, effect];
  const known = operation.editions.includes("oss") ? "open source and Enterprise" : "Enterprise only";
  const old = operation.deprecated === true ? ", deprecated" : "";
  return [`${known}${old}; operationId ${operation.operationId}`, effect];
}

/** Why an operation has its effect. */
function why(scope: Scope, grammar: OperationGrammar, routes: readonly Route[]): string {
  const destroys = destructionOf(scope.world.destructive, routes);
  if (destroys !== undefined) return destroys;
  if (routes[0]?.operation.method === "GET") return "a GET reads";
  return grammar.because ?? "so the spec says";
}

function constants(grammar: OperationGrammar, line: string): readonly string[] {
  const set = grammar.set === undefined ? null : heldOn(grammar.set, line, []).value;
  return Object.entries(set ?? {}).map(([place, value]) => `always ${place} = ${JSON.stringify(value)}`);
}

/** The corrections of the answer: of the operation itself, or of a schema that its answer is made of. */
function corrected(scope: Scope, route: Route, corrections: readonly Correction[]): readonly string[] {
  if (route.service !== undefined) return []; // corrections are of Kestra's contracts
  const { contract, schema } = answerFacts(scope, route);
  const names = schema === undefined ? [] : descend(contract, schema, []).names;
  const request = `${route.operation.method} ${route.operation.path}`;
  const shown = correctionsOf(corrections, route.line, (where) =>
    "schema" in where
      ? names.includes(where.schema)
      : isAt(where, request) && !("parameter" in where) && !("body" in where),
  );
  return shown.map((exchange) => `corrected, as the recording shows: ${exchange}`);
}

function sinceOn<T>(values: readonly Since<T>[], line: string): T | undefined {
  return values.findLast((it) => compareLines(it.from, line) <= 0)?.value;
}
