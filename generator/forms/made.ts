import type { Json } from "../../runtime/json.ts";
import type { OpenSchema } from "../../runtime/json/schema.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";
import type { ProjectModel } from "../model.ts";
import { makerOf } from "../resolve/context/function.ts";
import type { Scope } from "../resolve/context/scope.ts";
import { functionName, givenNames } from "../spec/words/function.ts";
import { described, ref, type Schema } from "../spec/words/schema.ts";
import { leafOrShape } from "./shape.ts";

/** What a function of `specs/functions` makes of what is picked and of arguments: `noun.name`, and the shape that it gives. */
export interface Made {
  readonly with: string;
  readonly of: readonly string[];
  readonly gives: Json;
  readonly at: YamlPath;
}

/** The keys of a function, beside those of what it is given. */
export const withKeys = {
  with: described(
    "`noun.name`: a function that specs/functions/<noun>.ts exports. It is given what is picked (with `each`, of each row).",
    functionName,
  ),
  of: described("The arguments that the function is given after that, in order.", givenNames),
  gives: described("What that function returns, as a shape: `{ result: string }`.", ref("shapeOf")),
} as const;

/** Of which one needs the other. */
export const withNeeds: Schema = {
  dependentRequired: { with: ["gives"], gives: ["with"], of: ["with"], some: ["with"] },
};

/** The function that is written beside what it is given, where there is one. */
export function madeOf(
  { with: name, of, gives }: Readonly<Record<string, Json>>,
  at: YamlPath,
): Made | undefined {
  if (typeof name !== "string" || gives === undefined) return undefined;
  return { with: name, of: Array.isArray(of) ? of.map(String) : [], gives, at };
}

/**
 * A projection, and what a function of `specs/functions` makes of it. That the function takes the one and gives the other
 * TypeScript tells, where it is printed.
 */
export function madeProjection(
  scope: Scope,
  made: Made,
  of: ProjectModel,
): { readonly project: ProjectModel; readonly output: OpenSchema } {
  const output = leafOrShape(scope, made.gives, [...made.at, "gives"]);
  return { project: { kind: "made", of, by: makerOf(scope, made), gives: output }, output };
}
