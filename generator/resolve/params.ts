import type { OperationGrammar } from "../spec/spec.ts";
import type { Scope } from "./context/scope.ts";
import type { WrittenParam } from "./request/request.ts";

/** The parameters written at a place, each knowing where that is. */
export function paramsAt(scope: Scope, grammar: OperationGrammar): readonly WrittenParam[] {
  return Object.entries(grammar.params ?? {}).map(([name, param]) => ({ name, param: param ?? {}, scope }));
}
