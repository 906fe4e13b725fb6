import { isObject } from "../../../runtime/json.ts";
import type { OperationGrammar, ParamGrammar } from "../../spec/spec.ts";
import { isByLine } from "../../spec/by-line.ts";

/** An argument that skips rows of an answer: how many, none by default. */
export function offsetParam(param: ParamGrammar): ParamGrammar {
  return { type: "integer", min: 0, default: 0, ...param };
}

/** An argument that skips rows of the answer, or says which of them are wanted, goes into no request by itself. */
export function isUnsent({ limit, window }: OperationGrammar, name: string): boolean {
  return limit?.offset === name || [window?.offset, window?.count, window?.size].includes(name);
}

/** What is said of such an argument where the author does not. */
export function unsentParam(
  { limit, window }: OperationGrammar,
  name: string,
  param: ParamGrammar,
): ParamGrammar {
  if (name === limit?.offset || name === window?.offset) return offsetParam(param);
  if (name === window?.count) return { type: "integer", min: 0, optional: true, ...param };
  return name === window?.size ? { type: "integer", min: 1, default: 100, ...param } : param;
}

/** The arguments of which functions make something, so that they need go nowhere by themselves. */
export function givenToFunctions(
  grammar: OperationGrammar,
  params: readonly ParamGrammar[],
): readonly string[] {
  const outputs = isByLine(grammar.output) ? Object.values(grammar.output) : [grammar.output];
  const ofOutputs = outputs.flatMap((it) => (isObject(it) && Array.isArray(it.of) ? it.of.map(String) : []));
  return [...params.flatMap(({ of }) => of ?? []), ...ofOutputs];
}
