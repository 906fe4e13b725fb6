import { KestraError } from "../../runtime/errors.ts";
import { own, say } from "../../runtime/text/said.ts";
import { sentences } from "../../runtime/text/sentences.ts";

/** An error of Kestra after which a part of what was asked for is done: it says which. */
export function partlyDone(error: unknown, verb: "Resumed" | "Replayed", done: readonly string[]): unknown {
  if (!(error instanceof KestraError) || done.length === 0) return error;
  const said = sentences(error.said, say`${own(verb)} before: ${done.join(", ")}.`);
  return new KestraError(said, error.status, { cause: error, mayBeDone: error.mayBeDone });
}
