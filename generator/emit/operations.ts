import type { OperationModel, ToolModel } from "../model.ts";
import type { Names } from "./code/names.ts";
import type { Scope } from "./code/scope.ts";
import { constant, type Statement } from "./code/statements.ts";
import { operationText } from "./operation.ts";

/** Prints the operations of one tool, of which those that it asks in several places are printed once. */
export interface PrintedOperations {
  /** An operation whole, or the name of the constant that holds it. */
  readonly text: (operation: OperationModel) => string;
  /** The constants. */
  readonly statements: readonly Statement[];
}

/** @param lines all that there are */
export function operations(
  model: ToolModel,
  lines: readonly string[],
  names: Names,
  use: Scope["use"],
): PrintedOperations {
  const all = callsOf(model).map(({ name, operation }) => ({
    name,
    key: JSON.stringify(operation),
    operation,
  }));
  const shared = new Map<string, string>();
  const statements: Statement[] = [];
  for (const { name, key, operation } of all) {
    if (shared.has(key) || all.filter((it) => it.key === key).length === 1) continue;
    const own = names.take(`${name}_call`, "");
    shared.set(key, own);
    statements.push(constant(own, operationText(operation, lines, use)));
  }
  return {
    text: (operation) => shared.get(JSON.stringify(operation)) ?? operationText(operation, lines, use),
    statements,
  };
}

function callsOf({
  behaviour,
}: ToolModel): readonly { readonly name: string; readonly operation: OperationModel }[] {
  const all = behaviour.kind === "choice" ? behaviour.actions : [{ name: "", behaviour }];
  return all.flatMap(({ behaviour: it }) => (it.kind === "composite" ? it.calls : []));
}
