import { InputError } from "../../runtime/errors.ts";
import type { Json } from "../../runtime/json.ts";
import type { BehaviourModel, OperationModel, ToolModel } from "../model.ts";
import { isMade } from "./made.ts";
import { plan } from "./plan.ts";
import { planned, sentList, written, type Sent } from "./sent.ts";
import type { ExampleGrammar, OperationGrammar } from "../spec/spec.ts";
import { nearest } from "../../runtime/near-miss.ts";
import { heldOn } from "../spec/by-line.ts";
import type { ToolScope } from "./context/scope.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";

/**
 * Reports every example whose arguments the tool does not take, or whose request is not what the handler sends. The
 * requests of steps depend on answers, others on functions: a test over all tools runs those.
 */
export function checkExamplesSent(scope: ToolScope, model: ToolModel): void {
  const { behaviour } = model;
  if (behaviour.kind !== "choice") {
    checkBehaviour(scope, scope.spec.tool, [], behaviour);
    return;
  }
  for (const { name, behaviour: action } of behaviour.actions) {
    const grammar = (scope.spec.tool.actions ?? {})[name] as OperationGrammar;
    checkBehaviour(scope, grammar, ["actions", name], action, { by: behaviour.by, name });
  }
}

function checkBehaviour(
  scope: ToolScope,
  grammar: OperationGrammar,
  at: YamlPath,
  behaviour: BehaviourModel,
  action?: { readonly by: string; readonly name: string },
): void {
  (grammar.examples ?? []).forEach((example, i) => {
    const here = [...at, "examples", i];
    const call = callOf(scope, example, here, action);
    const taken = checkArguments(scope, call, behaviour, here);
    if (taken && behaviour.kind === "operation" && !isMade(behaviour))
      checkSent(scope, example, call, behaviour, here);
  });
}

function callOf(
  scope: ToolScope,
  example: ExampleGrammar,
  at: YamlPath,
  action?: { readonly by: string; readonly name: string },
): Readonly<Record<string, Json>> {
  if (action === undefined) return example.call;
  const { [action.by]: picked, ...call } = example.call;
  if (picked !== undefined && picked !== action.name) {
    scope.report([...at, "call", action.by], `This is an example of the action "${action.name}".`);
  }
  return call;
}

function checkArguments(
  scope: ToolScope,
  call: Readonly<Record<string, Json>>,
  behaviour: BehaviourModel,
  at: YamlPath,
): boolean {
  const { properties, required = [] } = behaviour.inputSchema;
  const unknown = Object.keys(call).filter((name) => !Object.hasOwn(properties, name));
  for (const name of unknown) {
    const near = nearest(name, Object.keys(properties));
    const hint =
      near === undefined ? `It takes ${Object.keys(properties).join(", ")}.` : `Did you mean "${near}"?`;
    scope.report([...at, "call", name], `The call has no argument "${name}".`, hint, "key");
  }
  const missing = required.filter((name) => call[name] === undefined);
  for (const name of missing)
    scope.report([...at, "call"], `The call lacks the argument "${name}".`, undefined, "key");
  return unknown.length + missing.length === 0;
}

function checkSent(
  scope: ToolScope,
  example: ExampleGrammar,
  call: Readonly<Record<string, Json>>,
  operation: OperationModel,
  at: YamlPath,
): void {
  for (const line of operation.lines) {
    const held = heldOn(example.sends, line, [...at, "sends"]);
    if (held.value === null) continue;
    const expected = sentList(held.value).map(written);
    const first = expected[0];
    try {
      const actual = planned(plan(operation, call, line));
      if (expected.length === 1 && first !== undefined && same(first, actual)) continue;
      const place = first?.request === actual.request ? "the body is" : "the handler sends";
      const shown = first?.request === actual.request ? JSON.stringify(actual.body ?? null) : actual.request;
      scope.reportOn(line)(held.at, `This is not what is sent: ${place} ${shown}.`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      scope.reportOn(line)([...at, "call"], `The handler refuses this call: ${error.message}`);
    }
  }
}

function same(a: Sent, b: Sent): boolean {
  return a.request === b.request && stable(a.body) === stable(b.body);
}

function stable(value: Json | undefined): string {
  return JSON.stringify(value, (_, it: unknown) =>
    typeof it === "object" && it !== null && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
      : it,
  );
}
