import { isObject } from "../../../runtime/json.ts";
import type { OperationGrammar, ParamGrammar } from "../../spec/spec.ts";
import { isByLine } from "../../spec/by-line.ts";

/** An argument that skips rows of an answer: how many, none by default. */
export function offsetParam(param: ParamGrammar): ParamGrammar {
  return { type: "integer", min: 0, default: 0, ...param };
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
