import type { ExampleGrammar, OperationGrammar, ToolGrammar } from "./spec.ts";

/** The examples of a tool and of its actions, in the author's order. */
export function examplesOf(grammar: ToolGrammar): readonly ExampleGrammar[] {
  const actions = Object.values(grammar.actions ?? {}).filter(
    (it): it is OperationGrammar => typeof it !== "string",
  );
  return [grammar, ...actions].flatMap((it) => it.examples ?? []);
}
