import { ContractError, InputError, KestraError } from "../errors.ts";
import { isObject } from "../json.ts";
import { say, type Said } from "../text/said.ts";
import { sentences } from "../text/sentences.ts";

/** What Kestra says of YAML before it is saved. */
export interface Verdict {
  /** What is wrong with it. */
  readonly faults: readonly string[];
  /** What is only warned of. */
  readonly warnings: readonly string[];
}

/**
 * What Kestra says of YAML, of one verdict or of several; nothing where it cannot be asked.
 * @param ask the call that validates, whose answer is a verdict, or has `verdicts`
 */
export async function verdictOn(ask: () => Promise<object>): Promise<Verdict> {
  const answer = await ask().catch((error: unknown) => {
    if (error instanceof KestraError || error instanceof ContractError) return {};
    throw error;
  });
  return verdictIn(answer);
}

/** What an answer says that is a verdict, or has `verdicts`. */
export function verdictIn(answer: object): Verdict {
  const listed = "verdicts" in answer && Array.isArray(answer.verdicts) ? answer.verdicts : [answer];
  const verdicts = listed.filter(isObject);
  return {
    faults: verdicts
      .map(({ constraints }) => (typeof constraints === "string" ? constraints.trim() : ""))
      .filter(Boolean),
    warnings: verdicts.flatMap(({ warnings, deprecationPaths, infos }) => [
      ...textsOf(warnings),
      ...textsOf(deprecationPaths).map((path) => `${path} is deprecated`),
      ...textsOf(infos),
    ]),
  };
}

/** What was saved, with what Kestra warned of. */
export function withWarnings<Saved extends object>(
  saved: Saved,
  warnings: readonly string[],
): Saved & { readonly warning?: string } {
  return warnings.length === 0 ? saved : { ...saved, warning: warnings.join("; ") };
}

/** An error by which Kestra refused what was to be saved says that nothing was. */
export function notSaved(error: unknown): unknown {
  if (!(error instanceof KestraError) || error.status < 400 || error.status >= 500) return error;
  return new KestraError(sentences(error.said, say`Nothing was saved.`), error.status, { cause: error });
}

/** What became of generated YAML that was to be saved, after "it was generated". @throws what is no error of a call */
export function outcomeOf(error: unknown): Said {
  if (error instanceof ContractError) return say`and probably created: look for it. ${error.said}`;
  if (error instanceof KestraError && error.mayBeDone)
    return say`and may be created: look for it. ${error.said}`;
  if (error instanceof KestraError || error instanceof InputError) return say`but not created: ${error.said}`;
  throw error;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === "string") : [];
}
