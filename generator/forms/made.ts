import type { Json } from "../../runtime/json.ts";
import type { OpenSchema } from "../../runtime/json/schema.ts";
import { didYouMean } from "../../runtime/near-miss.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";
import type { ProjectModel } from "../model.ts";
import type { Scope } from "../resolve/context/scope.ts";
import { described, ref, textLike, type Schema } from "../spec/words/schema.ts";
import { leafOrShape } from "./shape.ts";

/** What a function of `specs/functions` makes of what is picked: `noun.name`, and the shape that it gives. */
export interface Made {
  readonly with: string;
  readonly gives: Json;
  readonly at: YamlPath;
}

/** The keys of a function, beside those of what it is given. */
export const withKeys = {
  with: described(
    "`noun.name`: a function that specs/functions/<noun>.ts exports. It is given what is picked (with `each`, of each row).",
    textLike(
      "^[a-z][a-z0-9-]*[.][a-zA-Z][a-zA-Z0-9]*$",
      "is not a function: it is `noun.name`, such as `text.shortened` for `shortened` of specs/functions/text.ts",
    ),
  ),
  gives: described("What that function returns, as a shape: `{ result: string }`.", ref("shapeOf")),
} as const;

/** Of which one needs the other. */
export const withNeeds: Schema = { dependentRequired: { with: ["gives"], gives: ["with"] } };

/** The function that is written beside what it is given, where there is one. */
export function madeOf(
  { with: name, gives }: Readonly<Record<string, Json>>,
  at: YamlPath,
): Made | undefined {
  return typeof name === "string" && gives !== undefined ? { with: name, gives, at } : undefined;
}

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
