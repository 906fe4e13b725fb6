import type { OpenObject } from "../../runtime/json/schema.ts";
import type { Pages } from "../../runtime/tool/definition.ts";
import type { OperationModel, Since } from "../model.ts";
import type { OperationGrammar, OutputGrammar } from "../spec/spec.ts";
import type { Argument } from "./request/argument.ts";
import { argumentsSchema } from "./request/argument.ts";
import { collapse, heldOn, isByLine } from "../spec/by-line.ts";
import { checkEffect } from "./request/effect.ts";
import { checkHoles } from "./holes.ts";
import { limitOf } from "./limit.ts";
import type { Projection } from "../forms/form.ts";
import { readOutput } from "../forms/forms.ts";
import { commonSchema } from "../forms/reading.ts";
import { answerFacts, isStream } from "./request/answer-facts.ts";
import { labelsOfRequest } from "./request/labels.ts";
import { resolveRequest, type RequestParts, type WrittenParam } from "./request/request.ts";
import { checkEdition, findRoutes, type Route } from "./request/route.ts";
import { siblingsOf } from "./request/siblings.ts";
import { whereOfRequest } from "./request/where.ts";
import { unify } from "./unify.ts";
import { contractOf } from "./context/world.ts";
import { checkFull, rowsKey } from "./rows.ts";
import { checkGiven } from "./context/function.ts";
import { onLine, type Scope } from "./context/scope.ts";

/** An operation resolved, with what only its tool needs to know of it. */
export interface ResolvedOperation {
  readonly model: OperationModel;
  readonly arguments: readonly Argument[];
  readonly output: OpenObject;
  /** Argument -> where it goes on each line. */
  readonly targets: RequestParts["targets"];
}

/**
 * Resolves one request and its answer against every line that it claims.
 * @param params the arguments: those of the tool, and the operation's own. @returns undefined after an error that
 * leaves nothing to print.
 */
export function resolveOperation(
  scope: Scope,
  grammar: OperationGrammar,
  params: readonly WrittenParam[],
): ResolvedOperation | undefined {
  if (grammar.request === undefined) {
    scope.report(scope.at, "There is no `request`.", "Write `request: METHOD /api/v1/{tenant}/...`.");
    return undefined;
  }
  const routes = findRoutes(scope, grammar.request);
  const method = routes[0]?.operation.method;
  if (method === undefined) return undefined;
  const edition = checkEdition(scope, grammar, routes);
  const effect = checkEffect(scope, grammar, routes);
  const parts = resolveRequest(scope, grammar, params, routes);
  const names = parts.arguments.map((it) => it.name);
  const projections = routes.flatMap((route) => {
    const projection = projectionOn(scope, grammar, route, names);
    return projection === undefined ? [] : [{ from: route.line, value: projection }];
  });
  const on = answersOn(scope, grammar, names);
  const limit = limitOf(scope, grammar, names, projections[0]?.value.read);
  const bare = bareOf(grammar);
  if (projections.length < routes.length) return undefined;
  const output = commonSchema([
    ...projections.map((it) => it.value.output),
    ...on.map((it) => it.projection.output),
  ]) as OpenObject;
  return {
    arguments: parts.arguments,
    targets: parts.targets,
    output,
    model: {
      kind: "operation",
      effect,
      idempotent: method === "GET" || method === "PUT" || method === "DELETE",
      lines: routes.map((it) => it.line),
      ...(edition === undefined ? {} : { edition }),
      inputSchema: argumentsSchema(parts.arguments),
      ...(routes[0]?.service === undefined ? {} : { service: routes[0].service }),
      method,
      request: collapse(parts.requests),
      siblings: collapse(
        routes.map(({ line, service, operation }) => ({
          from: line,
          value: siblingsOf(operation, contractOf(scope.world, line, service).operations),
        })),
      ),
      read: unify(projections.map((it) => ({ from: it.from, value: it.value.read }))),
      on: on.map(({ status, projection }) => ({ status, read: projection.read })),
      advice: adviceOf(scope, grammar, routes),
      ...pagesOf(scope, grammar, projections[0]?.value),
      ...slowOf(scope, grammar, routes),
      ...(routes.some(isStream) ? { streams: true as const } : {}),
      ...(limit === undefined ? {} : { limit }),
      ...(bare === undefined ? {} : { bare }),
      ...labelsOfRequest(effect, parts),
      where: whereOfRequest(scope, routes, parts),
    },
  };
}

function projectionOn(
  scope: Scope,
  grammar: OperationGrammar,
  route: Route,
  names: readonly string[],
): Projection | undefined {
  if (grammar.output === undefined) {
    scope.report(
      scope.at,
      "There is no `output`.",
      "Say what the agent gets back: `output: { pick: [...] }`, or a sentence.",
    );
    return undefined;
  }
  const held = heldOn<OutputGrammar>(grammar.output, route.line, [...scope.at, "output"]);
  if (held.value === null) {
    scope.reportOn(route.line)(held.at, "There is no output.");
    return undefined;
  }
  const here = { ...onLine(scope, route.line), at: held.at };
  const output = readOutput(held.value, held.at, scope.report);
  checkHoles(scope, output.holes ?? [], names);
  if (output.given !== undefined) checkGiven(scope, output.given, names);
  return output.said ?? output.project(here, answerFacts(scope, route));
}

function answersOn(scope: Scope, grammar: OperationGrammar, names: readonly string[]) {
  return Object.entries(grammar.on ?? {}).flatMap(([status, written]) => {
    const at = [...scope.at, "on", status];
    const { said, holes = [] } = readOutput(written, at, scope.report);
    checkHoles(scope, holes, names);
    if (said !== undefined) return [{ status: Number(status), projection: said }];
    scope.report(at, "What a status other than 2xx becomes is a sentence, or constants.");
    return [];
  });
}

function adviceOf(
  scope: Scope,
  grammar: OperationGrammar,
  routes: readonly Route[],
): readonly Since<Readonly<Record<number, string>>>[] {
  const { advice } = grammar;
  if (advice === undefined) return [];
  const checked = routes.map((route) => {
    const held = heldOn(advice, route.line, [...scope.at, "advice"]);
    for (const [status, text] of Object.entries(held.value ?? {})) {
      checkHoles(scope, [{ text, at: [...held.at, status] }], []);
    }
    return { from: route.line, value: held.value ?? {} };
  });
  return collapse(checked);
}

function bareOf({ output }: OperationGrammar): string | undefined {
  if (output === undefined) return undefined;
  const written = isByLine<OutputGrammar>(output) ? Object.values(output) : [output];
  const keys = written.map((it) => (it === null ? undefined : readOutput(it, [], () => undefined).bare));
  const [key] = keys;
  return keys.every((it) => it === key) ? key : undefined;
}

function pagesOf(
  scope: Scope,
  grammar: OperationGrammar,
  projection: Projection | undefined,
): { readonly pages?: Pages } {
  if (grammar.pages === undefined || projection === undefined) return {};
  const rows = rowsKey(projection);
  if (rows === undefined) {
    scope.report([...scope.at, "pages"], "`pages` needs an output of rows: `{ each, as, pick }`.");
    return {};
  }
  checkFull(scope, projection);
  return { pages: { rows, most: grammar.pages } };
}

function slowOf(
  scope: Scope,
  { slow }: OperationGrammar,
  routes: readonly Route[],
): { readonly slow?: true } {
  if (slow === undefined) return {};
  if (routes.some(isStream)) {
    const hint = "Remove it: a stream goes on for as long as the call has time.";
    scope.report([...scope.at, "slow"], "`slow` says nothing of an event stream.", hint, "key");
  }
  return { slow };
}
