import { didYouMean, nearest } from "../../../runtime/near-miss.ts";
import type { YamlPath } from "../../diagnostics/source-file.ts";
import type { MakerModel } from "../../model.ts";
import type { Scope } from "./scope.ts";

interface Written {
  /** `noun.name`. */
  readonly with: string;
  readonly of?: readonly string[] | undefined;
  /** Where both stand. */
  readonly at: YamlPath;
}

/**
 * The function of `specs/functions` that `with` names. Whether it takes what it is given TypeScript tells, where it is
 * printed.
 * @param waits whether its value may come later
 */
export function makerOf(scope: Scope, { with: written, of = [], at }: Written, waits = false): MakerModel {
  const { noun, name } = functionNamed(written);
  const functions = scope.world.functions.get(noun);
  const found = functions?.get(name);
  const here = [...at, "with"];
  if (functions === undefined) {
    const near = didYouMean(noun, scope.world.functions.keys());
    scope.report(here, `There is no specs/functions/${noun}.ts.`, near.trim() || undefined);
  } else if (found === undefined) {
    const near = didYouMean(name, functions.keys());
    const message = `specs/functions/${noun}.ts exports no function "${name}".`;
    scope.report(here, message, near.trim() || undefined);
  } else if (found.isAsync && !waits) {
    scope.report(here, `"${name}" is async: only a link of a chain waits for what it is made with.`);
  }
  return { noun, name, of, ...(found?.isAsync === true ? { isAsync: true } : {}) };
}

/** What `noun.name` names. */
export function functionNamed(written: string): Pick<MakerModel, "noun" | "name"> {
  const [noun = "", name = ""] = written.split(".");
  return { noun, name };
}

/**
 * Reports what a function is to be given and nothing gives.
 * @param known the names that it may be given by
 */
export function checkGiven(
  scope: Scope,
  { of = [], at }: Pick<Written, "of" | "at">,
  known: readonly string[],
): void {
  of.forEach((name, i) => {
    if (known.includes(name)) return;
    const near = nearest(name, known);
    const hint = near === undefined ? `There is ${known.join(", ")}.` : `Did you mean "${near}"?`;
    scope.report([...at, "of", i], `Nothing is called "${name}".`, hint);
  });
}
