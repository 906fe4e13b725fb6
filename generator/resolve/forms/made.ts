import type { OpenSchema } from "../../../runtime/json/schema.ts";
import { didYouMean } from "../../../runtime/near-miss.ts";
import type { ProjectModel } from "../../model.ts";
import type { Scope } from "../context/scope.ts";
import type { Made } from "./output-form.ts";
import { leafOrShape } from "./shape.ts";

/**
 * A projection, and what a function of `specs/functions` makes of it. That the function takes the one and gives the other
 * TypeScript tells, where it is printed.
 */
export function madeProjection(
  scope: Scope,
  { with: written, gives, at }: Made,
  of: ProjectModel,
): { readonly project: ProjectModel; readonly output: OpenSchema } {
  const [noun = "", name = ""] = written.split(".");
  const functions = scope.world.functions.get(noun);
  const output = leafOrShape(scope, gives, [...at, "gives"]);
  if (functions === undefined) {
    const near = didYouMean(noun, scope.world.functions.keys());
    scope.report([...at, "with"], `There is no specs/functions/${noun}.ts.`, near.trim() || undefined);
  } else if (!functions.has(name)) {
    const near = didYouMean(name, functions);
    const message = `specs/functions/${noun}.ts exports no function "${name}".`;
    scope.report([...at, "with"], message, near.trim() || undefined);
  }
  return { project: { kind: "made", of, by: { noun, name }, gives: output }, output };
}
