import type { OpenObject } from "../../runtime/json/schema.ts";
import { strongest } from "../../runtime/tool/effect.ts";
import type { Limit } from "../../runtime/tool/definition.ts";
import type { BehaviourModel, CompositeModel } from "../model.ts";
import type { OperationGrammar } from "../spec/spec.ts";
import { argumentsSchema, resolveArgument, type Argument } from "./request/argument.ts";
import { chainOf, chainOutput, linkedCalls } from "./chain.ts";
import { withExcerpt } from "./excerpt.ts";
import { resolveOperation, type ResolvedOperation } from "./operation.ts";
import type { WrittenParam } from "./request/request.ts";
import { briefOf, fullParam, withEach } from "../forms/brief.ts";
import { isOurs } from "../forms/ours.ts";
import { offsetParam } from "./request/unsent.ts";
import { whereOfCalls } from "./request/where.ts";
import { upsertOf } from "./upsert.ts";
import { paramsAt } from "./params.ts";
import { sharedOperation, type SharedOperations } from "./shared-operations.ts";
import { atCall, type Scope } from "./context/scope.ts";
import { shapeSchema } from "../forms/shape.ts";
import { checkPurpose } from "./request/purpose.ts";

/** A behaviour resolved: what it takes, what it does, what it gives. */
export interface ResolvedBehaviour {
  readonly model: BehaviourModel;
  readonly arguments: readonly Argument[];
  readonly output: OpenObject;
}

/**
 * Resolves a tool's or an action's behaviour: one request, or several with steps.
 * @param shared parameters of the tool that the action takes too
 * @param operations those that calls may refer to
 */
export function resolveBehaviour(
  scope: Scope,
  grammar: OperationGrammar,
  shared: readonly WrittenParam[],
  operations: SharedOperations,
): ResolvedBehaviour | undefined {
  const params = withFull(scope, grammar, [...shared, ...paramsAt(scope, grammar)]);
  if (grammar.calls === undefined && grammar.uses === undefined) {
    checkExamples(scope, grammar);
    const resolved = resolveOperation(scope, grammar, params);
    if (resolved !== undefined) checkPurpose(scope, grammar, resolved, params);
    return withBrief(
      scope,
      grammar,
      withOurs(resolved && { ...resolved, model: withExcerpt(resolved.model, resolved.model.limit) }),
    );
  }
  return withBrief(
    scope,
    grammar,
    withOurs(resolveComposite(scope, grammar, grammar.calls ?? {}, params, operations)),
  );
}

/** The parameters with the one that asks for all, where rows are told briefly. */
function withFull(
  scope: Scope,
  { brief }: OperationGrammar,
  params: readonly WrittenParam[],
): readonly WrittenParam[] {
  if (brief === undefined) return params;
  const own = params.find(({ name }) => name === fullParam.name);
  if (own === undefined) return [...params, { ...fullParam, scope }];
  const at = [...own.scope.at, "params", own.name];
  scope.report(at, `"${own.name}" is an argument by \`brief\` already.`, "Leave it out here.", "key");
  return params;
}

/** With how its rows are told, which only a tool says of its behaviour. */
function withBrief(
  scope: Scope,
  grammar: OperationGrammar,
  resolved: ResolvedBehaviour | undefined,
): ResolvedBehaviour | undefined {
  if (resolved === undefined || grammar.brief === undefined) return resolved;
  const { output, model } = resolved;
  const rows = model.limit?.rows;
  if (grammar.brief.runs !== undefined && model.limit?.offset !== undefined)
    scope.report(
      [...scope.at, "brief", "runs"],
      "The row before the first one may have been skipped.",
      "Name them under `once`.",
    );
  const brief = briefOf(scope, grammar.brief, output, rows);
  if (rows === undefined) return resolved;
  return { ...resolved, model: { ...model, brief }, output: withEach(output, rows, brief) };
}

/** With whose words it gives, which only a tool says of its behaviour. */
function withOurs(resolved: ResolvedBehaviour | undefined): ResolvedBehaviour | undefined {
  if (resolved === undefined || !isOurs(resolved.model)) return resolved;
  return { ...resolved, model: { ...resolved.model, ours: true } };
}

function checkExamples(scope: Scope, grammar: OperationGrammar): void {
  if ((grammar.examples ?? []).length > 0) return;
  scope.report(scope.at, "There is no example.", "Add `examples:` with `ask`, `call` and `sends`.", "key");
}

function resolveComposite(
  scope: Scope,
  grammar: OperationGrammar,
  calls: Readonly<Record<string, OperationGrammar | string>>,
  params: readonly WrittenParam[],
  operations: SharedOperations,
): ResolvedBehaviour | undefined {
  checkExamples(scope, grammar);
  const resolved = Object.entries(calls).flatMap(([name, call]) => {
    const here = atCall(scope, name);
    const operation =
      typeof call === "string"
        ? sharedOperation(here, call, operations)
        : resolveOperation(here, call, paramsAt(here, call));
    return operation === undefined ? [] : [{ name, ...operation }];
  });
  const argumentList = params.map((it) =>
    compositeArgument(
      it.name === grammar.limit?.offset ? { ...it, param: offsetParam(it.param) } : it,
      resolved,
    ),
  );
  const links = grammar.chain;
  const linked = links === undefined ? [] : linkedCalls(scope, links, resolved);
  const last = linked.at(-1);
  const output =
    links === undefined
      ? shapeSchema(scope, grammar.output ?? {}, [...scope.at, "output"])
      : chainOutput(scope, links, last);
  if (resolved.length < Object.keys(calls).length) return undefined;
  const main = resolved[0]?.model;
  const effect = strongest(resolved.map((it) => it.model.effect));
  const written = grammar.effect;
  if (written !== undefined && strongest([written, effect]) !== written) {
    const call = resolved.find((it) => it.model.effect === effect)?.name ?? "";
    scope.report(
      [...scope.at, "effect"],
      `\`effect: ${written}\` is weaker than the call "${call}", which is \`${effect}\`.`,
    );
  }
  // Of what a function makes of a text nobody knows what its offsets mean.
  const given = last?.by === undefined ? last?.name : undefined;
  const limit = limitOfShape(grammar, output, given === undefined ? undefined : last?.model.limit?.text);
  const upsert =
    grammar.upsert === undefined ? {} : { upsert: upsertOf(scope, grammar.upsert, resolved, argumentList) };
  const chain = links === undefined ? {} : { chain: chainOf(scope, links, resolved, linked, argumentList) };
  const model: CompositeModel = {
    kind: "composite",
    effect: written ?? effect,
    idempotent: resolved.every((it) => it.model.idempotent),
    lines: main === undefined ? scope.world.lines : main.lines,
    ...(main?.edition === undefined ? {} : { edition: main.edition }),
    ...(grammar.uses === undefined ? {} : { uses: grammar.uses }),
    ...(grammar.offline === undefined ? {} : { offline: grammar.offline }),
    inputSchema: argumentsSchema(argumentList),
    calls: resolved.map((it) => ({
      name: it.name,
      operation: links === undefined || it.name === given ? withExcerpt(it.model, limit) : it.model,
    })),
    outputSchema: output,
    ...upsert,
    ...chain,
    ...(limit === undefined ? {} : { limit }),
    where: whereOfCalls(
      scope,
      argumentList,
      resolved.map((it) => it.model),
      grammar.upsert,
    ),
  };
  return { model, arguments: argumentList, output };
}

/** An argument that goes to the steps: of the type that is written, or that of a call's argument of the same name. */
function compositeArgument(
  written: WrittenParam,
  calls: readonly (ResolvedOperation & { readonly name: string })[],
): Argument {
  const { name, param, scope } = written;
  const twin = calls.flatMap((call) => call.arguments).find((it) => it.name === name);
  if (param.type === undefined && twin === undefined) {
    const hint = "Say it with `type:`; no call has an argument of this name to take it from.";
    scope.report([...scope.at, "params", name], `${name} has no type.`, hint, "key");
  }
  const long = twin?.long === true ? { long: true as const } : {};
  if (param.type !== undefined || twin === undefined)
    return resolveArgument(scope, name, { ...long, ...param }, [], true);
  const { description, default: standard, ...schema } = twin.schema;
  const inherited = {
    ...(description === undefined ? {} : { description }),
    ...(standard === undefined ? {} : { default: standard }),
  };
  return resolveArgument(scope, name, { ...long, ...inherited, ...param }, [schema], twin.required);
}

/** @param lastText the key of the text that the last call of a chain gives */
function limitOfShape(grammar: OperationGrammar, output: OpenObject, lastText?: string): Limit | undefined {
  const written = grammar.limit ?? {};
  const rows = Object.keys(output.properties).find((key) => output.properties[key]?.type === "array");
  const text =
    Object.hasOwn(output.properties, "result") && output.properties.result?.type === "string"
      ? "result"
      : lastText;
  const limit: Limit = {
    ...(rows === undefined ? {} : { rows }),
    ...(rows === undefined && text !== undefined ? { text } : {}),
    ...(written.offset === undefined ? {} : { offset: written.offset }),
    ...(written.rest === undefined ? {} : { rest: written.rest }),
  };
  return Object.keys(limit).length === 0 ? undefined : limit;
}
