import { ContractError, KestraError } from "../../runtime/errors.ts";
import { own, say } from "../../runtime/text/said.ts";
import { sentences } from "../../runtime/text/sentences.ts";

/** An error of Kestra, or about what it answered, after which a part of what was asked for is done: it says which. */
export function partlyDone(error: unknown, verb: "Resumed" | "Replayed", done: readonly string[]): unknown {
  const isOfKestra = error instanceof KestraError || error instanceof ContractError;
  if (!isOfKestra || done.length === 0) return error;
  const said = sentences(error.said, say`${own(verb)} before: ${done.join(", ")}.`);
  return error instanceof ContractError
    ? new ContractError(said, { cause: error })
    : new KestraError(said, error.status, { cause: error, mayBeDone: error.mayBeDone });
}
